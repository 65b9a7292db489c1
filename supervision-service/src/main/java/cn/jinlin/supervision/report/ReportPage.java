package cn.jinlin.supervision.report;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.kit.print.PageTemplate;
import cn.jinlin.supervision.campaign.Campaign;
import cn.jinlin.supervision.report.Figures.Ranked;
import cn.jinlin.supervision.report.ReportDesk.Example;
import cn.jinlin.supervision.report.ReportDesk.Report;
import cn.jinlin.supervision.workday.Workdays;

/** The report as one page of A4; well-formed, and all that it needs is in it. */
@Component
class ReportPage {
    private static final int PERCENT = 100;
    private static final int MOST_RANKED = 3;
    private static final int LONGEST_DESCRIPTION = 40;
    private static final int LONGEST_SUMMARY = 110;
    private static final int LONGEST_NAME = 20;
    private static final int SHOWN_OF_DIGEST = 16;

    private final Workdays calendar;
    private final PageTemplate page = PageTemplate.read(ReportPage.class, "/report/report.html");
    private final PageTemplate bar = PageTemplate.read(ReportPage.class, "/report/bar.html");
    private final PageTemplate rank = PageTemplate.read(ReportPage.class, "/report/rank.html");
    private final PageTemplate finding = PageTemplate.read(ReportPage.class, "/report/finding.html");

    ReportPage(Workdays calendar) {
        this.calendar = calendar;
    }

    /** @param printable applied to every text before it is shown */
    String of(Report report, Locale locale, UnaryOperator<String> printable) {
        return new Writer(report, ResourceBundle.getBundle("report.texts", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)), locale, printable).page();
    }

    private final class Writer {
        private final Report report;
        private final Figures figures;
        private final ResourceBundle words;
        private final Locale locale;
        private final UnaryOperator<String> printable;
        private final DateTimeFormatter date;

        Writer(Report report, ResourceBundle words, Locale locale, UnaryOperator<String> printable) {
            this.report = report;
            this.figures = report.figures();
            this.words = words;
            this.locale = locale;
            this.printable = printable;
            this.date = DateTimeFormatter.ofPattern(words.getString("date"), locale);
        }

        String page() {
            Map<String, String> texts = new HashMap<>();
            words.keySet().forEach(key -> texts.put(key, words.getString(key)));
            texts.put("lang", locale.toLanguageTag());
            heading(texts);
            sums(texts);
            return page.filled(shown(texts), parts());
        }

        private void heading(Map<String, String> texts) {
            Campaign.Plan plan = report.campaign().plan();
            texts.put("title", plan.title());
            texts.put("offices", plan.offices().stream().map(office -> words.getString(office.name()))
                    .collect(Collectors.joining(words.getString("comma"))));
            texts.put("period", day(plan.from()) + " – " + day(plan.until().minusMillis(1)));
            texts.put("status", words.getString(report.campaign().status().name()));
            texts.put("asOf", day(figures.asOf()));
            texts.put("seed", report.campaign().drawing().map(Campaign.Drawn::seed).orElse("–"));
            texts.put("digest", report.campaign().drawing().map(drawn -> drawn.digest().substring(0, SHOWN_OF_DIGEST))
                    .orElse("–"));
            texts.put("summary", cut(summary(report.campaign()), LONGEST_SUMMARY));
        }

        private void sums(Map<String, String> texts) {
            texts.put("inspected", figures.inspected() + " / " + figures.targets());
            texts.put("drawnBy", words.getString("drawnByText").formatted(figures.byRisk(), figures.atRandom()));
            texts.put("meanScore", number(figures.meanScore()));
            texts.put("findings", Integer.toString(figures.findings()));
            texts.put("overdue", words.getString("overdueText").formatted(figures.overdue()));
            texts.put("resolved", figures.resolvedShare().map(share -> Math.round(share * PERCENT) + " %").orElse("–"));
            texts.put("days", words.getString("daysText").formatted(number(figures.meanDaysToResolve())));
        }

        private Map<String, String> parts() {
            List<Ranked> ranking = figures.ranking();
            int worst = Math.max(Math.min(MOST_RANKED, ranking.size()), ranking.size() - MOST_RANKED);
            return Map.of("offices_bars", joined(figures.byOffice().stream()
                    .map(share -> bar(words.getString(share.office().name()), share.inspected(), share.targets(),
                            share.inspected() + " / " + share.targets(), "done"))),
                    "scores_bars", joined(figures.scores().stream().map(band -> bar(words.getString("band" + band.from()),
                            band.targets(), figures.inspected(), Integer.toString(band.targets()), "b" + band.from()))),
                    "severity_bars", bars(Severity.values(), figures.bySeverity()),
                    "status_bars", bars(FindingStatus.values(), figures.byStatus()),
                    "best", joined(ranking.stream().limit(MOST_RANKED).map(this::rank)),
                    "worst", joined(ranking.subList(worst, ranking.size()).reversed().stream().map(this::rank)),
                    "examples", joined(report.examples().stream().map(this::example)));
        }

        private <K extends Enum<K>> String bars(K[] all, Map<K, Integer> counts) {
            return joined(Stream.of(all).map(each -> bar(each, counts.getOrDefault(each, 0))));
        }

        private String bar(Enum<?> each, Integer count) {
            return bar(words.getString(each.name()), count, figures.findings(), count.toString(), each.name());
        }

        /** @param of what would fill the bar */
        private String bar(String label, int count, int of, String text, String kind) {
            return bar.filled(shown(Map.of("label", label, "text", text, "kind", kind, "width",
                    Integer.toString(of == 0 ? 0 : Math.round((float) count * PERCENT / of)))));
        }

        private String rank(Ranked ranked) {
            return rank
                    .filled(shown(Map.of("name", cut(ranked.name(), LONGEST_NAME), "kind",
                            words.getString(ranked.target().kind().name()), "score",
                            Integer.toString(ranked.score()), "findings", Integer.toString(ranked.findings()))));
        }

        private String example(Example example) {
            var about = example.finding().about();
            return finding.filled(shown(Map.of("severity", words.getString(about.severity().name()), "kind",
                    about.severity().name(), "place", cut(example.place(), LONGEST_NAME), "description",
                    cut(about.description(), LONGEST_DESCRIPTION), "dueAt", day(example.finding().course().dueAt()), "status",
                    words.getString(example.finding().status().name())
                            + (example.overdue() ? words.getString("overdueMark") : ""))));
        }

        private Map<String, String> shown(Map<String, String> texts) {
            return texts.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> printable.apply(each.getValue())));
        }

        private String day(Instant at) {
            return date.format(calendar.dateOf(at));
        }

        private static String number(Optional<Double> value) {
            return value.map(each -> Double.toString(each)).orElse("–");
        }
    }

    private static String summary(Campaign campaign) {
        return switch (campaign) {
            case Campaign.Closed closed -> closed.ending().words();
            case Campaign.Cancelled cancelled -> cancelled.ending().words();
            case Campaign.Planned _,Campaign.Ready _,Campaign.Running _ -> "";
        };
    }

    private static String cut(String text, int longest) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining("\n"));
    }
}
