package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.api.Call;
import cn.jinlin.kit.test.api.World;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** A community with a unit that is tied to it, a member, and an order that the member has claimed. */
final class Neighbourhood implements World {
    private static final Set<String> MADE = Set.of("orderId", "offereeId");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Api api;
    private final MovableClock clock;
    private final String here = String.format("350211%06d", 900_000 + NEXT.getAndIncrement());
    private final String unit;
    private final String member;
    private final Map<Stage, String> orders = new EnumMap<>(Stage.class);

    Neighbourhood(Api api, MovableClock clock, District district) {
        this.api = api;
        this.clock = clock;
        district.community(here, "shuangle-east");
        unit = district.unit(here);
        member = district.memberOf(unit, here);
    }

    @Override
    public String token(String role, boolean own) {
        return switch (role) {
            case "DISTRICT_ADMIN" -> TestTokens.districtAdmin();
            case "COMMUNITY_OFFICER" -> TestTokens.officer(own ? here : "350211999999");
            case "UNIT_LIAISON" -> TestTokens.liaison(own ? unit : "00000000-0000-7000-8000-00000000000a");
            case "MEMBER" -> TestTokens.member(own ? member : "00000000-0000-7000-8000-00000000000b");
            case "SUPERVISOR" -> TestTokens.supervisor("EFFICIENCY");
            case "PLATFORM" -> TestTokens.platform(own ? "city" : "another-city");
            default -> throw new IllegalArgumentException(role);
        };
    }

    @Override
    public Map<String, String> scope() {
        return Map.of("communityId", here, "unitId", unit, "memberId", member, "compoundId", "shuangle-east");
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public boolean makes(String variable) {
        return MADE.contains(variable) || scope().containsKey(variable);
    }

    @Override
    public @Nullable String value(Call call, String variable) {
        return switch (variable) {
            case "orderId" -> orders.computeIfAbsent(stage(call), this::order);
            case "offereeId" -> unit;
            default -> scope().get(variable);
        };
    }

    /** How far an order has to be for the call to do its work. */
    private static Stage stage(Call call) {
        String last = call.path().replaceFirst(".*[/}]", "");
        return switch (last) {
            case "publication" -> Stage.DRAFT;
            case "response" -> Stage.OFFERED;
            case "claims", "assignments" -> Stage.OPEN;
            case "check-ins" -> Stage.BEGUN;
            case "check-outs" -> Stage.ATTENDED;
            case "completion" -> Stage.ATTENDED;
            case "acceptance" -> Stage.COMPLETED;
            case "credit-code", "credits", "manual-credits", "ratings", "feedback", "reopening" -> Stage.ACCEPTED;
            default -> Stage.CLAIMED;
        };
    }

    private enum Stage {
        DRAFT, OFFERED, OPEN, CLAIMED, BEGUN, ATTENDED, COMPLETED, ACCEPTED
    }

    private String order(Stage stage) {
        Instant start = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        if (stage == Stage.DRAFT || stage == Stage.OFFERED) {
            String offers = ",\"offers\":[{\"unitId\":\"%s\",\"places\":2,\"deadline\":\"%s\"}]".formatted(unit,
                    start.minus(Duration.ofHours(2)));
            String made = Api.body(api.post(TestTokens.officer(here), "/orders",
                    Api.order(here, start, start.plus(Duration.ofHours(2)), 5, "PARTNER_UNITS", offers))).path("orderId")
                    .asString();
            if (stage == Stage.OFFERED) {
                assertThat(api.post(TestTokens.officer(here), "/orders/" + made + "/publication", "")).hasStatus(200);
            }
            return made;
        }
        Errand errand = Errand.published(api, clock, here, 5, "", start);
        switch (stage) {
            case DRAFT, OFFERED, OPEN -> {
            }
            case CLAIMED -> errand.claimedBy(member);
            case BEGUN -> errand.claimedBy(member).begun();
            case ATTENDED -> errand.claimedBy(member).begun().attendedBy(member);
            case COMPLETED -> errand.claimedBy(member).begun().attendedBy(member).completed();
            case ACCEPTED -> errand.served(member);
        }
        return errand.path().replace("/orders/", "");
    }

    @Override
    public @Nullable String body(Call call) {
        Instant start = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        return switch (call.toString().replace("/api/v1/orders", "")) {
            case "POST " -> Api.order(here, start, start.plus(Duration.ofHours(2)), 5, "PARTNER_UNITS",
                    ",\"offers\":[{\"unitId\":\"%s\",\"places\":2,\"deadline\":\"%s\"}]".formatted(unit,
                            start.minus(Duration.ofHours(2))))
                    .replace("<b>带手套</b> {\\\"$gt\\\":1}", "请带手套");
            case "PATCH /{orderId}" -> "{\"title\":\"清理楼道与空地\"}";
            case "POST /{orderId}/cancellation" -> "{\"reason\":\"暴雨\"}";
            case "POST /{orderId}/offers/{offereeId}/response" -> "{\"decision\":\"ACCEPTED\",\"places\":2}";
            case "POST /{orderId}/claims" -> "{\"memberId\":\"" + member + "\",\"companions\":1}";
            case "POST /{orderId}/assignments" -> "{\"memberIds\":[\"" + member + "\"]}";
            case "POST /{orderId}/check-ins", "POST /{orderId}/check-outs" -> "{\"memberId\":\"" + member + "\"}";
            case "POST /{orderId}/completion" ->
                "{\"summary\":\"已清理干净\",\"outcomes\":[{\"metric\":\"debris\",\"quantity\":28,\"unit\":\"truckload\"}]}";
            case "POST /{orderId}/acceptance" -> Errand.accepting(Errand.served(member, 60));
            case "POST /{orderId}/reopening" -> "{\"reason\":\"垃圾没有清运完\"}";
            case "POST /{orderId}/credits" -> "{\"code\":\"%s\"}".formatted(Api.body(api.get(TestTokens.officer(here),
                    "/orders/" + value(call, "orderId") + "/credit-code")).path("code").asString());
            case "POST /{orderId}/manual-credits" -> "{\"memberId\":\"" + member + "\",\"reason\":\"没有手机\"}";
            default -> null;
        };
    }
}
