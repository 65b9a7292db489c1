package cn.jinlin.supervision.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.print.Press;
import cn.jinlin.supervision.campaign.CampaignFixture;
import cn.jinlin.supervision.campaign.Progress.Share;
import cn.jinlin.supervision.finding.FindingFixture;
import cn.jinlin.supervision.report.Figures.Band;
import cn.jinlin.supervision.report.Figures.Ranked;
import cn.jinlin.supervision.report.ReportDesk.Example;
import cn.jinlin.supervision.report.ReportDesk.Report;
import cn.jinlin.supervision.workday.WorkdaySettings;
import cn.jinlin.supervision.workday.Workdays;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages lie in {@code target/report} afterwards, to be looked at. */
class ReportPageTest {
    private static final Instant NOW = Instant.parse("2026-05-20T02:00:00Z");
    private static final String HTML = "<b onclick=\"x\">{{seed}}</b> 消防通道被电动车占用，楼道堆放杂物，垃圾分类桶旁污水横流，已多次反映仍未清理，影响居民出行和消防安全，需限期整改到位";

    private final Press press = new Press();
    private final ReportPage page = new ReportPage(
            new Workdays(new WorkdaySettings(ZoneId.of("Asia/Shanghai"), List.of(), List.of())));

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void isOnePageInEitherLanguageHoweverMuchThereIs(String language) throws IOException {
        Locale locale = Locale.forLanguageTag(language);
        String html = page.of(report(12), locale, text -> text);
        byte[] pdf = press.print(page.of(report(12), locale, press::printable));
        Path folder = Files.createDirectories(Path.of("target", "report"));
        Files.writeString(folder.resolve(language + ".html"), html);
        Files.write(folder.resolve(language + ".pdf"), pdf);

        assertThat(html).contains("&lt;b onclick=&quot;x&quot;&gt;{{seed}}&lt;/b&gt;").doesNotContain("<b onclick");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("周末联合督查", "9 / 12", "78.4", "园博苑景区");
            assertThat(text).contains(language.equals("en") ? "Gravest findings" : "突出问题");
            assertThat(text).contains(language.equals("en") ? "16 May 2026 – 17 May 2026" : "2026年5月16日 – 2026年5月17日");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void showsACampaignWithNothingYet(String language) throws IOException {
        byte[] pdf = press.print(page.of(report(0), Locale.forLanguageTag(language), press::printable));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document)).contains("0 / 0").doesNotContain("NaN", "null", "Optional");
        }
    }

    private static Report report(int targets) {
        List<Ranked> ranking = new ArrayList<>();
        for (int i = 0; i < targets * 3 / 4; i++) {
            ranking.add(new Ranked(new Target(TargetKind.values()[i % 4], "t" + i, Optional.empty()),
                    i % 3 == 0 ? "园博苑景区" + i : "集美区侨英街道兑山农贸综合市场" + i, 96 - 5 * i, i % 4));
        }
        Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
        Map<FindingStatus, Integer> byStatus = new EnumMap<>(FindingStatus.class);
        for (Severity each : Severity.values()) {
            bySeverity.put(each, targets == 0 ? 0 : 3 + each.ordinal());
        }
        for (FindingStatus each : FindingStatus.values()) {
            byStatus.put(each, targets == 0 ? 0 : 2 + each.ordinal());
        }
        Figures figures = new Figures(targets, targets / 2, targets - targets / 2, ranking.size(),
                targets == 0
                        ? List.of()
                        : List.of(new Share(Office.EFFICIENCY, 4, 4), new Share(Office.ORGANIZATION, 4, 3),
                                new Share(Office.CIVILIZATION, 4, 2)),
                targets == 0 ? Optional.empty() : Optional.of(78.4),
                List.of(new Band(90, targets / 6), new Band(80, targets / 6), new Band(70, targets / 6),
                        new Band(60, targets / 6),
                        new Band(0, targets / 12)),
                targets == 0 ? 0 : 14, bySeverity, byStatus, targets == 0 ? 0 : 2,
                targets == 0 ? Optional.empty() : Optional.of(0.29), targets == 0 ? Optional.empty() : Optional.of(3.5), ranking,
                NOW);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < Math.min(4, targets); i++) {
            examples.add(new Example(FindingFixture.open("f" + i, Severity.values()[2 - i % 3], HTML,
                    NOW.plus(Duration.ofDays(i - 2))), "园博苑景区", i < 2));
        }
        return new Report(CampaignFixture.closed("周末联合督查" + "（第二十二周）".repeat(targets), new TreeSet<>(List.of(Office.values())),
                Instant.parse("2026-05-15T16:00:00Z"), Instant.parse("2026-05-17T16:00:00Z"),
                targets == 0 ? "" : "总体良好，个别市场环境卫生需加强。<i>" + "限期整改。".repeat(60)), figures, examples);
    }
}
