package cn.jinlin.gateway.home;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of the screen.
 *
 * @param name the field of the answer that it fills
 * @param service who knows it
 * @param path what that service is asked
 * @param shown what of its answer is shown
 */
record Part(String name, String service, String path, UnaryOperator<JsonNode> shown) {
    private static final int MOST_COMMITMENTS = 5;
    private static final int MOST_RECOMMENDED = 3;
    private static final Set<String> STANDING = Set.of("CLAIMED", "WAITLISTED", "AWAITING_OFFICER", "CHECKED_IN");

    /**
     * Everything that the screen shows of a member.
     *
     * @param memberId fit for a path
     * @param year whose minutes are summed up
     */
    static List<Part> of(String memberId, int year, Instant now) {
        String member = "/api/v1/members/" + memberId;
        return List.of(new Part("registrations", "registration", member, known -> known.path("registrations")),
                new Part("minutes", "registration", member + "/service-record?year=" + year, record -> minutes(year, record)),
                new Part("unread", "registration", "/api/v1/me/inbox/unread-count", count -> count.path("unread")),
                new Part("commitments", "request", "/api/v1/me/claims?limit=200", claims -> next(claims.path("items"), now)),
                new Part("recommended", "request", "/api/v1/orders/recommended?limit=" + MOST_RECOMMENDED,
                        page -> page.path("items")));
    }

    private static JsonNode minutes(int year, JsonNode record) {
        ObjectNode minutes = JsonMapper.shared().createObjectNode().put("year", year);
        for (String sum : List.of("totalMinutes", "verifiedMinutes", "backfilledMinutes")) {
            minutes.set(sum, record.path(sum));
        }
        return minutes;
    }

    /** The claims whose order is not over, the next first. */
    private static JsonNode next(JsonNode claims, Instant now) {
        List<JsonNode> standing = new ArrayList<>();
        claims.valueStream().filter(claim -> STANDING.contains(claim.path("claim").path("status").asString()))
                .filter(claim -> at(claim, "endsAt").isAfter(now)).forEach(standing::add);
        standing.sort(Comparator.comparing(claim -> at(claim, "startsAt")));
        ArrayNode next = JsonMapper.shared().createArrayNode();
        standing.stream().limit(MOST_COMMITMENTS).forEach(next::add);
        return next;
    }

    private static Instant at(JsonNode claim, String field) {
        return OffsetDateTime.parse(claim.path(field).asString()).toInstant();
    }
}
