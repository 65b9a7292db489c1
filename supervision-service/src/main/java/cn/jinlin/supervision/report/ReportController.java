package cn.jinlin.supervision.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.print.Press;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Forms;
import cn.jinlin.supervision.campaign.Campaign;

/** Reports: as JSON, or by {@code Accept} a page or a PDF, in Chinese or by {@code Accept-Language} in English. */
@RestController
class ReportController {
    private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_JSON, Forms.HTML, MediaType.APPLICATION_PDF);

    private final ReportDesk desk;
    private final ReportPage page;
    private final Press press;

    ReportController(ReportDesk desk, ReportPage page, Press press) {
        this.desk = desk;
        this.page = page;
        this.press = press;
    }

    record ReportView(String campaignId, String title, Set<Office> offices, Instant from, Instant until, CampaignStatus status,
            Figures figures) {
        static ReportView of(ReportDesk.Report report) {
            Campaign campaign = report.campaign();
            return new ReportView(campaign.plan().campaignId(), campaign.plan().title(), campaign.plan().offices(),
                    campaign.plan().from(), campaign.plan().until(), campaign.status(), report.figures());
        }
    }

    @GetMapping(path = "/api/v1/campaigns/{campaignId}/report", produces = {MediaType.APPLICATION_JSON_VALUE,
        MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    ResponseEntity<Object> report(@PathVariable String campaignId,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language)
            throws HttpMediaTypeNotAcceptableException {
        MediaType form = Forms.liked(accept, FORMS);
        ReportDesk.Report report = desk.report(campaignId);
        Locale locale = Languages.of(language);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(form).cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        if (form.equals(MediaType.APPLICATION_JSON)) {
            return answer.body(ReportView.of(report));
        }
        if (form.equals(Forms.HTML)) {
            return Forms.page(answer, page.of(report, locale, text -> text));
        }
        return answer.header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"report-" + campaignId + ".pdf\"")
                .body(press.print(page.of(report, locale, press::printable)));
    }
}
