package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.door.Answer;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Role;

/**
 * Where the story is played: calls the gateway, holds every answer against what was expected, and gives the views of the
 * services a bounded time to hear of each other.
 */
final class Stage {
    /** What one step asks of the gateway; asked again while a view is behind. */
    @FunctionalInterface
    interface Call {
        Answer make() throws IOException;
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int CONFLICT = 409;
    /** Refusals that may only mean that an event has not arrived yet, or that a process is just coming back. */
    private static final Set<Integer> MAY_PASS = Set.of(404, CONFLICT, 429, 503);

    private final Door door;
    private final Console console;

    Stage(Door door, Console console) {
        this.door = door;
        this.console = console;
    }

    Door door() {
        return door;
    }

    String admin() throws IOException {
        return door.token(Role.DISTRICT_ADMIN, Map.of("subject", "demo"));
    }

    String officer(String communityId) throws IOException {
        return door.token(Role.COMMUNITY_OFFICER,
                Map.of("communityIds", List.of(communityId), "subject", "officer-" + communityId));
    }

    String liaison(String unitId) throws IOException {
        return door.token(Role.UNIT_LIAISON, Map.of("unitId", unitId, "subject", "liaison-" + unitId));
    }

    String member(String memberId, String unitId) throws IOException {
        return door.token(Role.MEMBER, Map.of("memberId", memberId, "unitId", unitId, "subject", memberId));
    }

    String supervisor() throws IOException {
        return door.token(Role.SUPERVISOR, Map.of("office", "EFFICIENCY", "subject", "supervisor"));
    }

    void held(String step) {
        console.done(step);
    }

    void line(String text) {
        console.line(text);
    }

    /** The answer with that status; a refusal that may pass is asked again. */
    Answer succeeds(String step, int status, Call call) throws IOException, Unmet {
        Answer answer = last(LONGEST_WAIT, call, now -> now.is(status) || !MAY_PASS.contains(now.status()));
        return check(step, "status " + status, answer.is(status), answer);
    }

    /** The refusal with one of those codes; another refusal that may pass is asked again, a success never. */
    Answer isRefused(String step, Call call, String... codes) throws IOException, Unmet {
        List<String> expected = Arrays.asList(codes);
        Predicate<Answer> refused = now -> now.is(CONFLICT) && expected.contains(now.code());
        Answer answer = last(LONGEST_WAIT, call, now -> refused.test(now) || !MAY_PASS.contains(now.status()));
        return check(step, "409 " + String.join(" or ", codes), refused.test(answer), answer);
    }

    /** The first answer for which it holds. */
    Answer comesAbout(String step, String expected, Predicate<Answer> holds, Call call) throws IOException, Unmet {
        return comesAboutWithin(LONGEST_WAIT, step, expected, holds, call);
    }

    Answer comesAboutWithin(Duration limit, String step, String expected, Predicate<Answer> holds, Call call)
            throws IOException, Unmet {
        Answer answer = last(limit, call, holds);
        return check(step, expected + " within " + limit.toSeconds() + " s", holds.test(answer), answer);
    }

    Answer check(String step, String expected, boolean holds, Answer answer) throws Unmet {
        if (!holds) {
            throw new Unmet(step, expected, answer);
        }
        return answer;
    }

    private static Answer last(Duration limit, Call call, Predicate<Answer> enough) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        Answer answer = call.make();
        while (!enough.test(answer) && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            answer = call.make();
        }
        return answer;
    }
}
