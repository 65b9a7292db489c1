package cn.jinlin.launcher.district;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.door.Answer;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Pages;
import cn.jinlin.launcher.door.Role;

/**
 * Makes the whole district through the public API of a running suite. Each step looks what is there and adds what is
 * missing, so it can be played again, also after it was broken off.
 */
public final class FullDistrict {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String IMPORTS = "/api/v1/members/imports";

    private final Door door;
    private final Console console;
    private final String admin;
    private final District district = District.jimei();
    private final FullPlan plan = new FullPlan(district.communities());

    public FullDistrict(Door door, Console console) throws IOException {
        this.door = door;
        this.console = console;
        admin = door.token(Role.DISTRICT_ADMIN, Map.of("subject", "load-district"));
    }

    /** Loads what is missing and says what there is in the end. */
    public void load() throws IOException {
        long from = System.nanoTime();
        console.done(district.load(door, admin) + " of " + district.communities().size() + " communities were missing");
        List<String> unitIds = units();
        members(unitIds);
        Neighbourhoods neighbourhoods = new Neighbourhoods(door, admin);
        int teams = 0;
        int pairings = 0;
        Map<String, Integer> plannedTeams = plan.teams();
        Map<String, Integer> plannedPairings = plan.pairings();
        for (Community community : district.communities()) {
            teams += neighbourhoods.teams(community, plannedTeams.getOrDefault(community.code(), 0));
            pairings += neighbourhoods.pairings(community, plannedPairings.getOrDefault(community.code(), 0));
        }
        console.done(teams + " of " + FullPlan.TEAMS + " teams and " + pairings + " of " + FullPlan.PAIRINGS
                + " pairings were missing");
        figures(neighbourhoods, Duration.ofNanos(System.nanoTime() - from));
    }

    private List<String> units() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (JsonNode unit : Pages.all(door, admin, "/api/v1/units")) {
            known.putIfAbsent(unit.path("name").asString(""), unit.path("unitId").asString(""));
        }
        List<String> ids = new ArrayList<>();
        int made = 0;
        for (PlannedUnit unit : plan.units()) {
            if (!known.containsKey(unit.name())) {
                known.put(unit.name(),
                        expect(door.post(admin, "/api/v1/units", unit.body()), "a unit", CREATED).text("unitId"));
                made++;
            }
            String id = known.getOrDefault(unit.name(), "");
            for (String partner : unit.partners()) {
                expect(door.put(admin, "/api/v1/units/" + id + "/partner-communities/" + partner, Map.of("kind", "PARTNER")),
                        "a tie", OK, CREATED);
            }
            ids.add(id);
        }
        console.done(made + " of " + ids.size() + " units were missing, all are tied to their partner communities");
        return ids;
    }

    /** One import whose registrations count at once; who is there already stays as it is. */
    private void members(List<String> unitIds) throws IOException {
        String table = Stream
                .concat(Stream.of(PlannedMember.heading()), plan.members().stream().map(one -> one.line(unitIds.get(one.unit()))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        Answer job = expect(
                door.send(admin, IMPORTS + "?confirmed=true", "text/csv", table.getBytes(StandardCharsets.UTF_8)),
                "the import", CREATED);
        String path = IMPORTS + "/" + job.text("importId");
        long end = System.nanoTime() + PATIENCE.toNanos();
        int told = -1;
        while (!List.of("DONE", "FAILED").contains(job.text("state"))) {
            if (System.nanoTime() > end) {
                throw new IOException("the import does not end: " + job);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            job = expect(door.get(admin, path), "the import", OK);
            int percent = job.body().path("percent").asInt();
            if (percent / 20 > told / 20) {
                console.doing("members " + percent + " %");
                told = percent;
            }
        }
        if (!job.text("state").equals("DONE") || job.body().path("refused").asInt() > 0) {
            throw new IOException("the import: " + job + "; see " + path + "/report");
        }
        console.done(job.body().path("imported").asInt() + " of " + FullPlan.MEMBERS
                + " members were missing, all are registered and confirmed");
    }

    private void figures(Neighbourhoods neighbourhoods, Duration took) throws IOException {
        int[] counts = new int[3];
        for (Community community : district.communities()) {
            counts[0] += neighbourhoods.countMembers(community);
            counts[1] += neighbourhoods.countTeams(community);
            counts[2] += neighbourhoods.countPairings(community);
        }
        long both = plan.members().stream().filter(one -> one.unitCommunity().isPresent() && one.residence().isPresent())
                .filter(one -> !one.unitCommunity().equals(one.residence())).count();
        console.line(String.format("%nThe district after %s: %d communities, %d units, %,d registrations of which %,d are the "
                + "second of a member, %d teams, %d pairings.", Console.seconds(took), district.communities().size(),
                FullPlan.UNITS, counts[0], both, counts[1], counts[2]));
    }

    static Answer expect(Answer answer, String what, int... statuses) throws IOException {
        if (IntStream.of(statuses).noneMatch(answer::is)) {
            throw new IOException(what + ": " + answer);
        }
        return answer;
    }
}
