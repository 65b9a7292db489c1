package cn.jinlin.registration.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.print.Press;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Forms;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.certificate.Certificate.Extract;
import cn.jinlin.registration.certificate.Certificate.Issue;
import cn.jinlin.registration.certificate.CertificatePage.Holder;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.unit.Unit;
import cn.jinlin.registration.unit.UnitDesk;

/** Certificates over HTTP. */
@RestController
@RequestMapping("/api/v1")
class CertificateController {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final CertificateDesk desk;
    private final CertificatePage page;
    private final Press press;
    private final CertificateSettings settings;
    private final MemberDesk members;
    private final MemberAnswers names;
    private final MemberScope scope;
    private final UnitDesk units;
    private final DistrictCalendar calendar;

    CertificateController(CertificateDesk desk, CertificatePage page, Press press, CertificateSettings settings,
            MemberDesk members, MemberAnswers names, MemberScope scope, UnitDesk units, DistrictCalendar calendar) {
        this.desk = desk;
        this.page = page;
        this.press = press;
        this.settings = settings;
        this.members = members;
        this.names = names;
        this.scope = scope;
        this.units = units;
        this.calendar = calendar;
    }

    /**
     * @param entries services that count
     * @param checkUrl where anybody can check the number; the QR code holds it
     */
    record CertificateAnswer(String number, String memberId, String name, Optional<String> unitName, Optional<Instant> from,
            Optional<Instant> to, long totalMinutes, long verifiedMinutes, long backfilledMinutes, int entries,
            Instant issuedAt, String checkUrl) {}

    /** Without anything personal. */
    record CheckAnswer(String number, Optional<Instant> from, Optional<Instant> to, long totalMinutes, long verifiedMinutes,
            long backfilledMinutes, int entries, Instant issuedAt, CertificateDesk.State state) {}

    /** JSON, or by {@code Accept} a page to be printed or a PDF; names are masked as everywhere. */
    @GetMapping(path = "/members/{memberId}/service-record/certificate", produces = {MediaType.APPLICATION_JSON_VALUE,
        MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = CertificateAnswer.class)),
        @Content(mediaType = "text/html", schema = @Schema(type = "string")),
        @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary"))})
    @Allowed({Role.MEMBER, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN})
    ResponseEntity<Object> certify(Caller caller, @PathVariable String memberId,
            @RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept)
            throws HttpMediaTypeNotAcceptableException {
        Member member = members.known(memberId);
        MemberScope.require(scope.maySee(caller, member));
        Period period = calendar.period(year, from, to);
        MediaType form = Forms.liked(accept, List.of(MediaType.APPLICATION_JSON, Forms.HTML, MediaType.APPLICATION_PDF));
        Issue issue = desk.certify(memberId, period);
        Holder holder = new Holder(names.name(member, caller), member.unitId().flatMap(units::find).map(Unit::name));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(form).cacheControl(CacheControl.noStore());
        if (form.equals(MediaType.APPLICATION_JSON)) {
            return answer.body(answer(issue, member, period, holder));
        }
        if (form.equals(Forms.HTML)) {
            return Forms.page(answer, page.certificate(issue, period, holder, ""));
        }
        return answer
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"certificate-" + issue.number().shown() + ".pdf\"")
                .body(printed(issue, period, holder));
    }

    /** Anybody may check a number. */
    @GetMapping(path = "/certificates/{number}", produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = CheckAnswer.class)),
        @Content(mediaType = "text/html", schema = @Schema(type = "string"))})
    @Open
    ResponseEntity<Object> check(@PathVariable String number,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept)
            throws HttpMediaTypeNotAcceptableException {
        MediaType form = Forms.liked(accept, List.of(MediaType.APPLICATION_JSON, Forms.HTML));
        CertificateDesk.Check checked = desk.check(CertificateNumber.read(number));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(form)
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return form.equals(Forms.HTML) ? Forms.page(answer, page.check(checked)) : answer.body(answer(checked));
    }

    private byte[] printed(Issue issue, Period period, Holder holder) {
        Holder printable = new Holder(press.printable(holder.name()), holder.unit().map(press::printable));
        String note = printable.equals(holder) ? "" : "“" + Press.MISSING + "”代表字库未收录的字，以网页版为准。";
        return press.print(page.certificate(issue, period, printable, note));
    }

    private CertificateAnswer answer(Issue issue, Member member, Period period, Holder holder) {
        Extract extract = issue.extract();
        return new CertificateAnswer(issue.number().shown(), member.memberId(), holder.name(), holder.unit(), period.from(),
                period.until(), extract.totalMinutes(), extract.verifiedMinutes(), extract.backfilledMinutes(),
                extract.entries(), issue.issuedAt(), settings.checkUrl(issue.number()));
    }

    private static CheckAnswer answer(CertificateDesk.Check checked) {
        Extract extract = checked.issue().extract();
        return new CheckAnswer(checked.issue().number().shown(), checked.period().from(), checked.period().until(),
                extract.totalMinutes(), extract.verifiedMinutes(), extract.backfilledMinutes(), extract.entries(),
                checked.issue().issuedAt(), checked.state());
    }
}
