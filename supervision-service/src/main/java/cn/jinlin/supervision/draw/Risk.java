package cn.jinlin.supervision.draw;

import java.util.List;
import java.util.Optional;

/**
 * How much a target is in need of a visit, explained fact by fact.
 *
 * @param points the sum of its parts
 */
public record Risk(int points, List<Part> parts) {
    private static final int FULL_SCORE = 100;

    public Risk {
        parts = List.copyOf(parts);
    }

    /** What is looked at. */
    public enum Factor {
        OVERDUE_FINDINGS, OPEN_FINDINGS, LAST_SCORE, DAYS_UNSEEN, SHORT_OF_PEOPLE
    }

    /**
     * One fact and what it adds.
     *
     * @param value empty where nothing is known, as before a first inspection
     */
    public record Part(Factor factor, Optional<Integer> value, int points) {}

    /**
     * What was known of a target at the moment of the draw.
     *
     * @param openFindings not resolved and not past their due time
     * @param daysUnseen whole days since the last inspection
     * @param shortOfPeople whether it is a community that the coverage board calls SHORT
     */
    public record Facts(int openFindings, int overdueFindings, Optional<Integer> lastScore, Optional<Integer> daysUnseen,
            boolean shortOfPeople) {}

    static Risk of(Facts facts, RiskWeights weights) {
        List<Part> parts = List.of(
                new Part(Factor.OVERDUE_FINDINGS, Optional.of(facts.overdueFindings()),
                        capped(facts.overdueFindings(), weights.overdueEach(), weights.overdueMost())),
                new Part(Factor.OPEN_FINDINGS, Optional.of(facts.openFindings()),
                        capped(facts.openFindings(), weights.openEach(), weights.openMost())),
                new Part(Factor.LAST_SCORE, facts.lastScore(),
                        weights.scoreMost() * (FULL_SCORE - facts.lastScore().orElse(FULL_SCORE / 2)) / FULL_SCORE),
                new Part(Factor.DAYS_UNSEEN, facts.daysUnseen(), facts.daysUnseen()
                        .map(days -> weights.unseenMost() * Math.min(days, weights.unseenDays()) / weights.unseenDays())
                        .orElse(weights.unseenMost())),
                new Part(Factor.SHORT_OF_PEOPLE, Optional.of(facts.shortOfPeople() ? 1 : 0),
                        facts.shortOfPeople() ? weights.shortOfPeople() : 0));
        return new Risk(parts.stream().mapToInt(Part::points).sum(), parts);
    }

    private static int capped(int count, int each, int most) {
        return (int) Math.min((long) count * each, most);
    }
}
