package cn.jinlin.registration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.api.Call;
import cn.jinlin.kit.test.api.World;
import cn.jinlin.registration.imports.Upload;

import static org.awaitility.Awaitility.await;

/** A community, its unit and a member who lives there; what else a call names is made when it is first asked for. */
final class Neighbourhood implements World {
    private static final Set<String> MADE = Set.of("kind", "teamId", "postId", "householdId", "pairingId", "entryId", "number",
            "importId",
            "messageId");
    private final District district;
    private final Upload upload;
    private final String here;
    private final String unit;
    private final String member;
    private final String officer;
    private final Map<String, String> made = new HashMap<>();

    Neighbourhood(District district, Upload upload) {
        this.district = district;
        this.upload = upload;
        here = district.community();
        unit = district.unit(here);
        member = district.neighbour(unit, here);
        officer = TestTokens.officer(here);
    }

    @Override
    public String token(String role, boolean own) {
        return switch (role) {
            case "DISTRICT_ADMIN" -> District.ADMIN;
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
        return Map.of("communityId", here, "unitId", unit, "memberId", member, "compoundId", "shuangle-garden");
    }

    @Override
    public Map<String, String> shown() {
        return Map.of(here.substring(0, 9), "350211102");
    }

    @Override
    public boolean makes(String variable) {
        return MADE.contains(variable) || scope().containsKey(variable);
    }

    @Override
    public @Nullable String value(Call call, String variable) {
        String known = scope().getOrDefault(variable, made.get(variable));
        if (known == null) {
            known = make(call, variable);
            made.put(variable, known);
        }
        return known;
    }

    private @Nullable String make(Call call, String variable) {
        return switch (variable) {
            case "kind" -> call.path().endsWith("/decision") ? "unit-community" : "residence";
            case "teamId" -> post("/teams", """
                    {"kind":"VANGUARD","name":"亲邻先锋队","communityId":"%s","leaderId":"%s"}""".formatted(here, member),
                    "/teamId");
            case "postId" -> post("/posts", """
                    {"communityId":"%s","kind":"STAIRWELL_LEAD","title":"楼道长","places":2}""".formatted(here), "/postId");
            case "householdId" -> district.household(here);
            case "pairingId" -> post("/pairings", """
                    {"householdId":"%s","memberId":"%s","rhythmDays":7}""".formatted(value(call, "householdId"), member),
                    "/pairingId");
            case "entryId" -> post("/members/" + member + "/service-record/backfills", backfill(), "/entryId");
            case "number" -> {
                value(call, "entryId");
                yield district.get(officer, "/api/v1/members/" + member + "/service-record/certificate").get("/number");
            }
            case "importId" -> {
                String location = upload.send(officer, table(), "").is(201).location();
                yield location.substring(location.lastIndexOf('/') + 1);
            }
            case "messageId" -> "1";
            default -> null;
        };
    }

    private byte[] table() {
        return "姓名,手机号,类别,单位,单位共建社区,居住社区,小区,特长\n陈家和,%s,居民,,,%s,,\n".formatted(District.phone(), here)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] file(Call call) {
        return call.toString().equals("POST /api/v1/members/imports") ? table() : null;
    }

    @Override
    public void prepare(Call call) {
        String token = TestTokens.member(member);
        switch (call.toString().replace("/api/v1", "")) {
            case "POST /members/{memberId}/registrations/{kind}/decision" -> district.put(token,
                    "/api/v1/members/" + member + "/registrations/unit-community", "{\"communityId\":\"" + here + "\"}").is(201);
            case "POST /posts/{postId}/holders/{memberId}/decision", "DELETE /posts/{postId}/holders/{memberId}" -> district.post(
                    token, "/api/v1/posts/" + value(call, "postId") + "/holders", "{}").is(201);
            case "GET /members/{memberId}/service-record/certificate" -> value(call, "entryId");
            case "GET /me/inbox", "GET /me/inbox/unread-count", "POST /me/inbox/{messageId}/read", "POST /me/inbox/read-all" ->
                await().until(() -> district.get(token, "/api/v1/me/inbox/unread-count").get("/unread").equals("1"));
            default -> {
            }
        }
    }

    private static String backfill() {
        return "{\"minutes\":30,\"servedAt\":\"%s\",\"reason\":\"纸质签到\"}"
                .formatted(Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
    }

    private String post(String path, String body, String id) {
        return district.post(officer, "/api/v1" + path, body).is(201).get(id);
    }

    @Override
    public @Nullable String body(Call call) {
        return switch (call.toString().replace("/api/v1", "")) {
            case "PUT /communities/{communityId}" -> District.communityBody(here);
            case "POST /members" -> District.memberBody(unit, District.phone());
            case "PATCH /members/{memberId}" -> "{\"skills\":[\"急救\",\"搬运\"]}";
            case "POST /members/{memberId}/unit-transfer" -> "{\"unitId\":\"" + district.unit(here) + "\"}";
            case "POST /units" -> "{\"name\":\"集美区税务局\",\"kind\":\"GOVERNMENT\",\"creditCode\":\"91350211M0000XUF46\"}";
            case "PATCH /units/{unitId}" -> "{\"name\":\"集美区税务局\"}";
            case "PUT /units/{unitId}/partner-communities/{communityId}" -> "{\"kind\":\"PARTNER\"}";
            case "PUT /members/{memberId}/registrations/{kind}" ->
                "{\"communityId\":\"%s\",\"compoundId\":\"shuangle-garden\"}".formatted(here);
            case "POST /members/{memberId}/registrations/{kind}/decision", "POST /posts/{postId}/holders/{memberId}/decision" ->
                "{\"decision\":\"CONFIRMED\"}";
            case "POST /posts/{postId}/holders" -> null;
            case "POST /members/{memberId}/service-record/backfills" -> backfill();
            case "POST /pairings" -> "{\"householdId\":\"%s\",\"memberId\":\"%s\",\"rhythmDays\":14}"
                    .formatted(district.household(here), member);
            case "POST /pairings/{pairingId}/visits" -> "{\"date\":\"%s\",\"minutes\":40,\"note\":\"一切都好\"}"
                    .formatted(LocalDate.now(ZoneId.of("Asia/Shanghai")));
            case "POST /teams" -> "{\"kind\":\"CARE\",\"name\":\"爱心集美队\",\"communityId\":\"%s\",\"memberIds\":[\"%s\"]}"
                    .formatted(here, member);
            case "POST /posts" ->
                "{\"communityId\":\"%s\",\"kind\":\"PATROL\",\"title\":\"夜间巡逻\",\"places\":4}".formatted(here);
            default -> null;
        };
    }
}
