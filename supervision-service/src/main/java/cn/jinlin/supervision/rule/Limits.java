package cn.jinlin.supervision.rule;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where on the rules find something; the district's own choice.
 *
 * @param absences ABSENT_REPEATEDLY: so many
 * @param absencesWithin ABSENT_REPEATEDLY: within so long
 * @param servedWithoutCheckIn ACCEPTED_WITHOUT_CHECK_INS: so many served, and not one checked in by an own phone
 * @param scansApart TOO_FAST_SCANS: two scans of one member for two orders of one community closer than that
 * @param communitiesApart TOO_FAST_SCANS: the same for two communities
 * @param farMetres SCANNED_FAR_AWAY: so far from the order's place
 * @param farScans SCANNED_FAR_AWAY: so many times
 * @param membersPerDevice ONE_DEVICE_MANY_MEMBERS: so many members
 * @param deviceWithin ONE_DEVICE_MANY_MEMBERS: within so long
 * @param minutesPerDay HOURS_BEYOND_A_DAY: more minutes than that
 * @param ledgerGrace LEDGER_AGAINST_SCANS and LEDGER_REWRITTEN: how long an entry may be on its way
 * @param silentFor NO_SERVICE: so long since the last scanned service, or since the registration
 * @param postings MOSTLY_CANCELLED: at least so many published orders
 * @param fallenThrough MOSTLY_CANCELLED: of which this share was cancelled or expired
 * @param postingsWithin MOSTLY_CANCELLED: with starts within so long
 * @param emptyBeside SWARMING: so many orders without a claim beside a crowded one
 */
@ConfigurationProperties("jinlin.flags")
public record Limits(@DefaultValue("3") int absences, @DefaultValue("90d") Duration absencesWithin,
        @DefaultValue("5") int servedWithoutCheckIn, @DefaultValue("2m") Duration scansApart,
        @DefaultValue("10m") Duration communitiesApart, @DefaultValue("3000") int farMetres, @DefaultValue("2") int farScans,
        @DefaultValue("3") int membersPerDevice, @DefaultValue("24h") Duration deviceWithin,
        @DefaultValue("720") int minutesPerDay, @DefaultValue("1h") Duration ledgerGrace, @DefaultValue("6m") Period silentFor,
        @DefaultValue("5") int postings, @DefaultValue("0.6") double fallenThrough,
        @DefaultValue("90d") Duration postingsWithin, @DefaultValue("3") int emptyBeside) {
    public Limits {
        if (absences < 1 || farScans < 1 || membersPerDevice < 2 || minutesPerDay < 1 || postings < 1 || emptyBeside < 1
                || servedWithoutCheckIn < 1 || silentFor.isNegative() || silentFor.isZero() || ledgerGrace.isNegative()
                || !(fallenThrough > 0 && fallenThrough <= 1)) {
            throw new IllegalArgumentException("jinlin.flags: every limit is positive, and fallen-through a share of at most 1");
        }
    }

    /** What a rule goes by, under the names above, by the alphabet. */
    public Map<String, String> of(Rule rule) {
        return new TreeMap<>(named(rule));
    }

    private Map<String, String> named(Rule rule) {
        return switch (rule) {
            case ABSENT_REPEATEDLY ->
                Map.of("absences", text(absences), "absencesWithin", text(absencesWithin));
            case ACCEPTED_WITHOUT_CHECK_INS -> Map.of("servedWithoutCheckIn", text(servedWithoutCheckIn));
            case TOO_FAST_SCANS ->
                Map.of("scansApart", text(scansApart), "communitiesApart", text(communitiesApart));
            case SCANNED_FAR_AWAY -> Map.of("farMetres", text(farMetres), "farScans", text(farScans));
            case ONE_DEVICE_MANY_MEMBERS ->
                Map.of("membersPerDevice", text(membersPerDevice), "deviceWithin", text(deviceWithin));
            case HOURS_BEYOND_A_DAY -> Map.of("minutesPerDay", text(minutesPerDay));
            case LEDGER_AGAINST_SCANS, LEDGER_REWRITTEN -> Map.of("ledgerGrace", text(ledgerGrace));
            case NO_SERVICE -> Map.of("silentFor", text(silentFor));
            case MOSTLY_CANCELLED -> Map.of("postings", text(postings), "fallenThrough", text(fallenThrough), "postingsWithin",
                    text(postingsWithin));
            case SWARMING -> Map.of("emptyBeside", text(emptyBeside));
        };
    }

    private static String text(Object limit) {
        return limit.toString();
    }
}
