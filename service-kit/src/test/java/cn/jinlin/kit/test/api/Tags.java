package cn.jinlin.kit.test.api;

import java.util.Map;

/** What the groups of calls are about. */
final class Tags {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("campaigns", "Weekends of joint inspection"), Map.entry("certificates", "The public check of a number"),
            Map.entry("communities", "Village and residents' communities with their compounds"),
            Map.entry("coverage", "How work and people are spread over the district"),
            Map.entry("dev", "Tokens for development; not there in production"),
            Map.entry("exemplars", "Good examples, reviewed and made public"),
            Map.entry("findings", "What inspections found, and how it was mended"),
            Map.entry("flags", "What looks odd and wants a second look"),
            Map.entry("households", "Households that are paired, protected data"),
            Map.entry("inspections", "Visits of the joint supervision group"),
            Map.entry("ledgers", "What a unit or a community has done"), Map.entry("me-claims", "The caller's own claims"),
            Map.entry("me-home", "The first screen of a phone"), Map.entry("me-inbox", "Messages to the caller"),
            Map.entry("members", "Party members in service, and residents; with their registrations and records"),
            Map.entry("open311", "GeoReport v2, for hotlines"),
            Map.entry("order-series", "Orders that come every week or month"),
            Map.entry("orders", "Work that a community posts, from draft to credit"),
            Map.entry("pairings", "Members who look after a household"),
            Map.entry("platform-events", "The feed of events for the city platform"),
            Map.entry("platform-orders", "Orders from the city platform"),
            Map.entry("platform-subscriptions", "Where the city platform wants to be told"),
            Map.entry("posts", "Standing roles in a community"),
            Map.entry("registrations", "Who reported where, over all members"),
            Map.entry("support-plans", "Which unit lends people to which community"),
            Map.entry("teams", "Vanguard, mutual-aid and care teams"),
            Map.entry("units", "Units and the communities that they are tied to"));

    private Tags() {}

    static String description(String tag) {
        return WORDS.getOrDefault(tag, OperationNames.summary(tag.replace('-', ' ')));
    }
}
