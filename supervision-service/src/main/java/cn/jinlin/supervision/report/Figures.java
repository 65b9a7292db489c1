package cn.jinlin.supervision.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.supervision.campaign.Progress;
import cn.jinlin.supervision.campaign.Progress.Seen;
import cn.jinlin.supervision.campaign.Progress.Share;
import cn.jinlin.supervision.draw.Draw.Basis;
import cn.jinlin.supervision.finding.Finding;
import cn.jinlin.supervision.inspection.Inspection;

/**
 * What a campaign came to at one moment.
 *
 * @param meanScore of the targets seen, each with its latest score; rounded to one decimal
 * @param scores how many targets got 90 and more, 80, 70, 60, and less
 * @param overdue findings past their due time and not resolved
 * @param resolvedShare of all findings, 0 to 1; empty where there is none
 * @param meanDaysToResolve from being raised to the recheck that resolved it; rounded to one decimal
 * @param ranking of the targets seen, the best first
 */
record Figures(int targets, int byRisk, int atRandom, int inspected, List<Share> byOffice, Optional<Double> meanScore,
        List<Band> scores, int findings, Map<Severity, Integer> bySeverity, Map<FindingStatus, Integer> byStatus, int overdue,
        Optional<Double> resolvedShare, Optional<Double> meanDaysToResolve, List<Ranked> ranking, Instant asOf) {
    private static final int[] FLOORS = {90, 80, 70, 60, 0};
    private static final double TENTHS = 10;
    private static final double HOURS_OF_A_DAY = 24;

    Figures {
        byOffice = List.copyOf(byOffice);
        scores = List.copyOf(scores);
        ranking = List.copyOf(ranking);
    }

    /** @param from least score, inclusive */
    record Band(int from, int targets) {}

    /** A target that was seen, with its findings in this campaign. */
    record Ranked(Target target, String name, int score, int findings) {}

    static Figures of(Progress progress, List<Finding> findings, Instant now) {
        List<Ranked> ranking = ranking(progress, findings);
        return new Figures(progress.targets().size(), drawn(progress, Basis.RISK), drawn(progress, Basis.RANDOM),
                progress.inspected(), progress.byOffice(), mean(ranking.stream().mapToInt(Ranked::score).average()),
                bands(ranking), findings.size(), counted(Severity.class, findings, finding -> finding.about().severity()),
                counted(FindingStatus.class, findings, Finding::status),
                (int) findings.stream().filter(finding -> finding.overdueAt(now)).count(),
                findings.isEmpty() ? Optional.empty() : Optional.of((double) resolved(findings).size() / findings.size()),
                mean(resolved(findings).stream().mapToDouble(Figures::days).average()), ranking, now);
    }

    private static int drawn(Progress progress, Basis basis) {
        return (int) progress.targets().stream().filter(seen -> seen.assigned().pick().basis() == basis).count();
    }

    private static List<Ranked> ranking(Progress progress, List<Finding> findings) {
        Map<String, Long> found = findings.stream()
                .collect(Collectors.groupingBy(finding -> key(finding.about().target()), Collectors.counting()));
        return progress.targets().stream().filter(Seen::done).map(seen -> ranked(seen, found))
                .sorted(Comparator.comparingInt(Ranked::score).reversed().thenComparingLong(Ranked::findings)
                        .thenComparing(Ranked::name))
                .toList();
    }

    private static Ranked ranked(Seen seen, Map<String, Long> found) {
        Target target = seen.assigned().pick().target();
        return new Ranked(target, seen.assigned().pick().name(), seen.latest().map(Inspection::score).orElse(0),
                found.getOrDefault(key(target), 0L).intValue());
    }

    private static List<Band> bands(List<Ranked> ranking) {
        return IntStream.range(0, FLOORS.length).mapToObj(i -> new Band(FLOORS[i], (int) ranking.stream()
                .filter(each -> each.score() >= FLOORS[i] && (i == 0 || each.score() < FLOORS[i - 1])).count())).toList();
    }

    private static <K extends Enum<K>> Map<K, Integer> counted(Class<K> type, List<Finding> findings, Function<Finding, K> by) {
        Map<K, Integer> counts = new EnumMap<>(type);
        for (K each : type.getEnumConstants()) {
            counts.put(each, (int) findings.stream().filter(finding -> by.apply(finding) == each).count());
        }
        return counts;
    }

    private static List<Finding> resolved(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.status() == FindingStatus.RESOLVED).toList();
    }

    private static double days(Finding resolved) {
        return Duration.between(resolved.about().raisedAt(), resolved.course().rounds().getLast().recheck().at()).toHours()
                / HOURS_OF_A_DAY;
    }

    private static Optional<Double> mean(OptionalDouble mean) {
        return mean.isPresent() ? Optional.of(Math.round(mean.getAsDouble() * TENTHS) / TENTHS) : Optional.empty();
    }

    private static String key(Target target) {
        return target.kind() + ":" + target.targetId();
    }
}
