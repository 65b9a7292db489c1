package cn.jinlin.supervision;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.test.Pictures;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.api.Call;
import cn.jinlin.kit.test.api.World;

/**
 * A community, a unit and a member in a district of their own, and a platform client; what else a call is about is made when
 * it is first asked for, as far on as the call needs it.
 */
final class Neighbourhood implements World {
    private static final Set<String> MADE = Set.of("inspectionId", "findingId", "photoId", "campaignId", "kind", "targetId",
            "placeId", "checklistId", "exemplarId", "flagId", "subscriptionId", "planId");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Affairs affairs;
    private final int number = NEXT.getAndIncrement();
    private final String district = "%06d".formatted(360_000 + number);
    private final String here = district + "102006";
    private final String market = "xinglin-market-" + number;
    private final String pond = "dragon-boat-pond-" + number;
    private final String platform = "city-" + number;
    private final String unit = UUID.randomUUID().toString();
    private final String member = UUID.randomUUID().toString();
    private final Map<String, String> made = new HashMap<>();

    Neighbourhood(Http http, Publisher publisher) {
        affairs = new Affairs(http, publisher, here, unit, member, platform, -170 + 0.3 * number);
    }

    @Override
    public String token(String role, boolean own) {
        return switch (role) {
            case "DISTRICT_ADMIN" -> TestTokens.districtAdmin();
            case "COMMUNITY_OFFICER" -> TestTokens.officer(own ? here : "350211999999");
            case "UNIT_LIAISON" -> TestTokens.liaison(own ? unit : "00000000-0000-7000-8000-00000000000a");
            case "MEMBER" -> TestTokens.member(own ? member : "00000000-0000-7000-8000-00000000000b");
            case "SUPERVISOR" -> Affairs.SUPERVISOR;
            case "PLATFORM" -> TestTokens.platform(own ? platform : "another-city");
            default -> throw new IllegalArgumentException(role);
        };
    }

    @Override
    public Map<String, String> scope() {
        return Map.of("communityId", here, "unitId", unit, "memberId", member, "districtCode", district, "subdistrictCode",
                here.substring(0, 9));
    }

    @Override
    public Map<String, String> shown() {
        return Map.of(district, "350211", here.substring(0, 9), "350211102", market, "xinglin-market", pond,
                "dragon-boat-pond", Affairs.HOOK, "https://platform.jimei.example/events");
    }

    @Override
    public Set<String> counts(Call call) {
        return switch (call.toString().replace("/api/v1", "")) {
            case "GET /coverage/rebuild" -> Set.of("events", "days");
            case "GET /findings/counts" -> Set.of("count", "overdue");
            case "GET /inspections/{inspectionId}/photos" -> Set.of("bytes");
            case "GET /flags/rules" -> Set.of("open", "confirmed", "falseAlarms");
            default -> call.path().startsWith("/api/v1/platform") ? Set.of("position", "sequence") : Set.of();
        };
    }

    @Override
    public boolean ownsAll(Call call) {
        return call.path().endsWith("/photos");
    }

    @Override
    public boolean makes(String variable) {
        return MADE.contains(variable) || scope().containsKey(variable);
    }

    @Override
    public @Nullable String value(Call call, String variable) {
        String known = scope().get(variable);
        return known != null || !call.path().contains("{" + variable + "}") ? known : of(wanted(call, variable));
    }

    @Override
    public byte @Nullable [] file(Call call) {
        return call.toString().equals("PUT /api/v1/inspections/{inspectionId}/photos/{photoId}") ? Pictures.jpeg(16, 12) : null;
    }

    /** What a call needs: mostly what its variable says, here and there one that is so far and no farther. */
    private static String wanted(Call call, String variable) {
        return switch (call.toString().replace("/api/v1", "") + " " + variable) {
            case "PUT /inspections/{inspectionId} inspectionId" -> "new";
            case "PUT /inspections/{inspectionId}/findings/{findingId} findingId" -> "new";
            case "PUT /inspections/{inspectionId}/photos/{photoId} photoId" -> "new";
            case "PUT /places/{placeId} placeId" -> "new place";
            case "POST /findings/{findingId}/recheck findingId" -> "submitted finding";
            case "POST /campaigns/{campaignId}/draw campaignId" -> "planned campaign";
            case "POST /campaigns/{campaignId}/cancellation campaignId" -> "planned campaign";
            case "POST /exemplars/{exemplarId}/review exemplarId" -> "nominated exemplar";
            case "POST /exemplars/{exemplarId}/publications exemplarId" -> "consented exemplar";
            case "GET /exemplars/feed/{exemplarId} exemplarId" -> "published exemplar";
            case "POST /platform/subscriptions/{subscriptionId}/resumption subscriptionId" -> "paused subscription";
            case "POST /support-plans/{planId}/approval planId" -> "proposed plan";
            default -> variable;
        };
    }

    private @Nullable String of(String wanted) {
        String known = made.get(wanted);
        if (known == null) {
            known = make(wanted);
            made.put(wanted, known);
        }
        return known;
    }

    private @Nullable String make(String wanted) {
        return switch (wanted) {
            case "new" -> UUID.randomUUID().toString();
            case "inspectionId" -> affairs.inspection();
            case "photoId" -> affairs.photo(of("inspectionId"));
            case "findingId" -> affairs.finding(of("inspectionId"));
            case "submitted finding" -> affairs.submitted(affairs.finding(of("inspectionId")));
            case "checklistId" -> affairs.checklist();
            case "kind" -> "MARKET";
            case "new place" -> pond;
            case "placeId" -> affairs.spot(pond);
            case "targetId" -> market;
            case "planned campaign" -> affairs.campaign(market);
            case "campaignId" -> affairs.drawn(make("planned campaign"));
            case "nominated exemplar" -> affairs.exemplar();
            case "exemplarId" -> affairs.reviewed(affairs.exemplar());
            case "consented exemplar" -> affairs.consented(make("exemplarId"));
            case "published exemplar" -> affairs.published(make("consented exemplar"));
            case "flagId" -> affairs.flag();
            case "subscriptionId" -> affairs.subscription();
            case "paused subscription" -> affairs.paused(affairs.subscription());
            case "proposed plan" -> affairs.plan();
            case "planId" -> affairs.approved(affairs.plan());
            default -> null;
        };
    }

    @Override
    public void prepare(Call call) {
        if (call.path().endsWith("/photos")) {
            of("photoId");
        } else if (call.toString().equals("GET /api/v1/coverage/rebuild")) {
            affairs.rebuilt();
        } else if (call.path().startsWith("/api/v1/coverage")) {
            affairs.counted();
        }
    }

    @Override
    public @Nullable String body(Call call) {
        return switch (call.toString().replace("/api/v1", "")) {
            case "POST /inspections", "PUT /inspections/{inspectionId}" -> affairs.inspectionBody();
            case "POST /inspections/{inspectionId}/findings", "PUT /inspections/{inspectionId}/findings/{findingId}" ->
                affairs.findingBody();
            case "POST /findings/{findingId}/rectification" -> Affairs.measures();
            case "POST /findings/{findingId}/recheck" -> "{\"verdict\":\"RESOLVED\",\"comment\":\"合格\"}";
            case "POST /checklists/{checklistId}/versions" -> Affairs.checklistEdition();
            case "PUT /places/{placeId}" -> affairs.spotBody();
            case "POST /campaigns/{campaignId}/draw" -> Affairs.seed();
            case "POST /campaigns/{campaignId}/closing" -> "{\"summary\":\"总体良好\"}";
            case "PUT /campaigns/{campaignId}/targets/{kind}/{targetId}/office" -> "{\"office\":\"CIVILIZATION\"}";
            case "POST /exemplars" -> affairs.exemplarBody();
            case "POST /exemplars/{exemplarId}/review" -> Affairs.approval();
            case "POST /exemplars/{exemplarId}/consent" -> Affairs.consent();
            case "POST /exemplars/{exemplarId}/publications" -> Affairs.channel();
            case "POST /flags/{flagId}/settlement" -> "{\"verdict\":\"FALSE_ALARM\",\"reason\":\"因公出差\"}";
            case "POST /platform/subscriptions" -> affairs.subscriptionBody();
            case "POST /platform/subscriptions/{subscriptionId}/replay" -> "{\"after\":\"0\"}";
            case "POST /support-plans" -> affairs.planBody();
            case "POST /support-plans/{planId}/consents/{unitId}" -> "{\"decision\":\"CONSENTED\"}";
            default -> null;
        };
    }
}
