package cn.jinlin.supervision;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.api.Call;
import cn.jinlin.kit.test.api.World;

import static org.assertj.core.api.Assertions.assertThat;

/** A community and a unit, with what the supervision group has to say about the community. */
final class Neighbourhood implements World {
    private static final Set<String> MADE = Set.of("inspectionId", "findingId");
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");

    private static final String MEASURES = "{\"measures\":\"已清理\"}";

    private final Http http;
    private final String here = String.format("350211%06d", 900_000 + NEXT.getAndIncrement());
    private final String unit = UUID.randomUUID().toString();
    private final Map<String, String> made = new HashMap<>();

    Neighbourhood(Http http, Publisher publisher) {
        this.http = http;
        publisher.publish(1, new CommunityChanged(here, "杏林社区", "350211104", "杏林街道", Optional.empty(), List.of()));
        publisher.publish(1, new UnitChanged(unit, "区城管局", UnitKind.GOVERNMENT, Optional.empty(), List.of()));
    }

    @Override
    public String token(String role, boolean own) {
        return switch (role) {
            case "DISTRICT_ADMIN" -> TestTokens.districtAdmin();
            case "COMMUNITY_OFFICER" -> TestTokens.officer(own ? here : "350211999999");
            case "UNIT_LIAISON" -> TestTokens.liaison(own ? unit : "00000000-0000-7000-8000-00000000000a");
            case "MEMBER" -> TestTokens.member("00000000-0000-7000-8000-00000000000b");
            case "SUPERVISOR" -> SUPERVISOR;
            case "PLATFORM" -> TestTokens.platform(own ? "city" : "another-city");
            default -> throw new IllegalArgumentException(role);
        };
    }

    @Override
    public Map<String, String> scope() {
        return Map.of("communityId", here, "unitId", unit);
    }

    @Override
    public boolean makes(String variable) {
        return MADE.contains(variable) || scope().containsKey(variable);
    }

    @Override
    public @Nullable String value(Call call, String variable) {
        String name = call.path().endsWith("/recheck") ? "submitted finding" : variable;
        String known = scope().getOrDefault(name, made.get(name));
        if (known == null) {
            known = make(name);
            made.put(name, known);
        }
        return known;
    }

    private @Nullable String make(String variable) {
        return switch (variable) {
            case "inspectionId" -> post("/inspections", inspection(), "inspectionId");
            case "findingId" -> post("/inspections/" + make("inspectionId") + "/findings", finding(), "findingId");
            case "submitted finding" -> {
                String finding = make("findingId");
                assertThat(http.post("/api/v1/findings/" + finding + "/rectification", TestTokens.officer(here), MEASURES))
                        .hasStatusOk();
                yield finding;
            }
            default -> null;
        };
    }

    @Override
    public @Nullable String body(Call call) {
        return switch (call.toString().replace("/api/v1", "")) {
            case "POST /inspections" -> inspection();
            case "POST /inspections/{inspectionId}/findings" -> finding();
            case "POST /findings/{findingId}/rectification" -> MEASURES;
            case "POST /findings/{findingId}/recheck" -> "{\"verdict\":\"RESOLVED\",\"comment\":\"合格\"}";
            default -> null;
        };
    }

    private String inspection() {
        return """
                {"target":{"kind":"COMMUNITY","targetId":"%s"},"inspectedAt":"%s","checklist":[],"score":60}"""
                .formatted(here, Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String finding() {
        return """
                {"severity":"MAJOR","description":"楼道堆放杂物","guidance":"限期清理","dueAt":"%s"}"""
                .formatted(Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS));
    }

    private String post(String path, String body, String id) {
        var answer = http.post("/api/v1" + path, SUPERVISOR, body);
        assertThat(answer).hasStatus(201);
        return Http.json(answer).path(id).stringValue();
    }
}
