package cn.jinlin.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.test.Pictures;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.api.Call;
import cn.jinlin.kit.test.api.World;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A community with a unit that is tied to it and a member; orders and what else a call names are made when first asked for. */
final class Neighbourhood implements World {
    private static final Set<String> MADE = Set.of("orderId", "offereeId", "seriesId", "photoId", "externalId");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Api api;
    private final MovableClock clock;
    private final Schedules schedules;
    private final String here = String.format("350211%06d", 900_000 + NEXT.getAndIncrement());
    private final String unit;
    private final String member;
    private final Map<Stage, String> orders = new EnumMap<>(Stage.class);
    private final Map<String, String> made = new HashMap<>();

    Neighbourhood(Api api, MovableClock clock, District district, Schedules schedules) {
        this.api = api;
        this.clock = clock;
        this.schedules = schedules;
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
            case "PLATFORM" -> TestTokens.platform(own ? "city" : "narrow");
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
            case "photoId" -> photo("/orders/" + value(call, "orderId") + "/photos");
            case "seriesId" -> made.computeIfAbsent(call.path().endsWith("/resumption") ? "paused" : "running", this::series);
            case "externalId" -> made.computeIfAbsent(variable, _ -> demand());
            default -> scope().get(variable);
        };
    }

    /** How far an order has to be for the call to do its work. */
    private static Stage stage(Call call) {
        if (call.path().contains("/photos")) {
            return Stage.ATTENDED;
        }
        String last = call.path().replaceFirst(".*[/}]", "");
        return switch (last) {
            case "publication" -> Stage.DRAFT;
            case "response" -> Stage.OFFERED;
            case "claims", "assignments" -> Stage.OPEN;
            case "decision" -> Stage.AWAITING_OFFICER;
            case "check-ins" -> Stage.BEGUN;
            case "check-outs" -> Stage.ATTENDED;
            case "completion" -> Stage.ATTENDED;
            case "acceptance" -> Stage.COMPLETED;
            case "credit-code", "credits", "manual-credits", "ratings", "feedback", "reopening" -> Stage.ACCEPTED;
            default -> Stage.CLAIMED;
        };
    }

    private enum Stage {
        DRAFT, OFFERED, OPEN, AWAITING_OFFICER, CLAIMED, BEGUN, ATTENDED, COMPLETED, ACCEPTED
    }

    private String order(Stage stage) {
        Instant start = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        if (stage == Stage.DRAFT || stage == Stage.OFFERED) {
            String offers = ",\"offers\":[{\"unitId\":\"%s\",\"places\":2,\"deadline\":\"%s\"}]".formatted(unit,
                    start.minus(Duration.ofHours(2)));
            String draft = Api.body(api.post(TestTokens.officer(here), "/orders",
                    Api.order(here, start, start.plus(Duration.ofHours(2)), 5, "PARTNER_UNITS", offers))).path("orderId")
                    .asString();
            if (stage == Stage.OFFERED) {
                assertThat(api.post(TestTokens.officer(here), "/orders/" + draft + "/publication", "")).hasStatus(200);
            }
            return draft;
        }
        if (stage == Stage.AWAITING_OFFICER) {
            missAnOrder();
            missAnOrder();
            start = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        }
        Errand errand = Errand.published(api, clock, here, 5, "", start);
        switch (stage) {
            case DRAFT, OFFERED, OPEN -> {
            }
            case CLAIMED, AWAITING_OFFICER -> errand.claimedBy(member);
            case BEGUN -> errand.claimedBy(member).begun();
            case ATTENDED -> errand.claimedBy(member).begun().attendedBy(member);
            case COMPLETED -> errand.claimedBy(member).begun().attendedBy(member).completed();
            case ACCEPTED -> errand.served(member);
        }
        return errand.path().replace("/orders/", "");
    }

    /** The member claims and stays away. */
    private void missAnOrder() {
        Errand errand = Errand.published(api, clock, here, 5, "").claimedBy(member).begun().completed();
        assertThat(errand.accept()).hasStatus(200);
        String order = errand.path().replace("/orders/", "");
        await().until(() -> schedules.of(member).on(order).map(Hold::standing).filter(Hold.Standing.MISSED::equals).isPresent());
    }

    /** A photo in this album, sent again where it has been taken out. */
    private String photo(String album) {
        String known = Api.body(api.get(TestTokens.officer(here), album)).at("/items/0/photoId").asString("");
        return known.isEmpty()
                ? Api.body(api.picture(TestTokens.officer(here), album, Pictures.jpeg(16, 12))).path("photoId").asString()
                : known;
    }

    private String series(String state) {
        String path = "/order-series";
        String id = Api.body(api.post(TestTokens.officer(here), path, newSeries())).path("seriesId").asString();
        if (state.equals("paused")) {
            assertThat(api.post(TestTokens.officer(here), path + "/" + id + "/pause", "")).hasStatus(200);
        }
        return id;
    }

    /** Daily, with a gap where it would depend on the hour whether the order is made yet. */
    private String newSeries() {
        return """
                {"communityId":"%s","template":{"title":"清理楼道","description":"请带手套","category":"CLEAN_HOME",
                "startTime":"08:30","minutes":90,"capacity":{"min":2,"max":5},"audience":"PARTNER_UNITS",
                "offers":[{"unitId":"%s","places":2,"hoursBefore":12}]},"rhythm":{"kind":"WEEKLY","days":["MONDAY","TUESDAY",
                "WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]},"from":"%s","leadDays":5,"skipDates":["%s"]}"""
                .formatted(here, unit, inDays(2), inDays(5));
    }

    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).plusDays(days);
    }

    private String demand() {
        var posted = api.post(token("PLATFORM", true), "/platform/orders", newDemand());
        assertThat(posted).hasStatus(201);
        return Api.body(posted).path("externalId").asString();
    }

    private String newDemand() {
        Instant start = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        return """
                {"externalId":"need:%s","communityId":"%s","title":"清理楼道","description":"三号楼","category":"CLEAN_HOME",
                "startsAt":"%s","endsAt":"%s","capacity":{"min":1,"max":3}}"""
                .formatted(Ids.next(), here, start, start.plus(Duration.ofHours(2)));
    }

    @Override
    public byte @Nullable [] file(Call call) {
        return call.toString().equals("POST /api/v1/orders/{orderId}/photos") ? Pictures.jpeg(16, 12) : null;
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
            case "POST /{orderId}/claims/{memberId}/decision" -> "{\"decision\":\"CONFIRMED\"}";
            case "POST /{orderId}/assignments" -> "{\"memberIds\":[\"" + member + "\"]}";
            case "POST /{orderId}/check-ins", "POST /{orderId}/check-outs" -> "{\"memberId\":\"" + member + "\"}";
            case "POST /{orderId}/completion" ->
                "{\"summary\":\"已清理干净\",\"outcomes\":[{\"metric\":\"debris\",\"quantity\":28,\"unit\":\"truckload\"}]}";
            case "POST /{orderId}/acceptance" -> Errand.accepting(Errand.served(member, 60));
            case "POST /{orderId}/reopening" -> "{\"reason\":\"垃圾没有清运完\"}";
            case "POST /{orderId}/credits" -> "{\"code\":\"%s\"}".formatted(Api.body(api.get(TestTokens.officer(here),
                    "/orders/" + value(call, "orderId") + "/credit-code")).path("code").asString());
            case "POST /{orderId}/manual-credits" -> "{\"memberId\":\"" + member + "\",\"reason\":\"没有手机\"}";
            case "POST /api/v1/order-series" -> newSeries();
            case "PATCH /api/v1/order-series/{seriesId}" ->
                "{\"skipDates\":[\"%s\",\"%s\"]}".formatted(inDays(3), inDays(5));
            case "POST /api/v1/platform/orders" -> newDemand();
            default -> null;
        };
    }
}
