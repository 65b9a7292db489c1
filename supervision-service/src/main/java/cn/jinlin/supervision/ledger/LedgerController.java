package cn.jinlin.supervision.ledger;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.table.TableDownload;
import cn.jinlin.kit.table.TableFormat;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.evidence.Account;
import cn.jinlin.supervision.evidence.Entries;
import cn.jinlin.supervision.evidence.LedgerEntry;

/** Ledgers: supervisors and the district read all, a liaison that of its unit, an officer that of its communities. */
@RestController
@RequestMapping("/api/v1/ledgers")
class LedgerController {
    private final LedgerDesk desk;
    private final LedgerRows rows;

    LedgerController(LedgerDesk desk, LedgerRows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    record LedgerView(Account.Kind kind, String id, String name, LocalDate from, LocalDate to, Sums.Totals totals,
            Sums.Comparison comparison) {
        static LedgerView of(LedgerDesk.Opened opened) {
            return new LedgerView(opened.account().kind(), opened.account().id(), opened.name(), opened.period().from(),
                    opened.period().to(), opened.totals(), opened.comparison());
        }
    }

    /**
     * @param number the entry's place in the member's and year's ledger
     * @param hash of the chain up to it, as it was told
     */
    record EntryView(String entryId, String memberId, Optional<String> unitId, String communityId, Optional<String> orderId,
            EntryKind kind, int minutes, Instant servedAt, Optional<String> voids, String ledgerId, long number, String hash) {
        static EntryView of(LedgerEntry told) {
            ServiceRecordAppended entry = told.entry();
            return new EntryView(entry.entryId(), entry.memberId(), entry.unitId(), entry.communityId(), entry.orderId(),
                    entry.kind(), entry.minutes(), entry.servedAt(), entry.voids(), entry.ledgerId(), entry.number(),
                    entry.hash());
        }
    }

    record Heads(List<Head> items) {}

    /** @param from the first day, {@code to} the last one; this year up to today where they are not given, at most 366 days */
    @GetMapping("/units/{unitId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.UNIT_LIAISON})
    LedgerView unit(Caller caller, @PathVariable String unitId, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return open(unit(caller, unitId), from, to);
    }

    /** The earliest service first. */
    @GetMapping("/units/{unitId}/entries")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.UNIT_LIAISON})
    Page<EntryView> unitEntries(Caller caller, @PathVariable String unitId,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        return entries(unit(caller, unitId), from, to, cursor, limit);
    }

    @GetMapping("/units/{unitId}/export")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.UNIT_LIAISON})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))})
    void exportUnit(Caller caller, @PathVariable String unitId,
            @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        export(unit(caller, unitId), format, from, to, request, response);
    }

    /** As for a unit. */
    @GetMapping("/communities/{communityId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER})
    LedgerView community(Caller caller, @PathVariable String communityId,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to) {
        return open(community(caller, communityId), from, to);
    }

    /** The earliest service first. */
    @GetMapping("/communities/{communityId}/entries")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER})
    Page<EntryView> communityEntries(Caller caller, @PathVariable String communityId,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        return entries(community(caller, communityId), from, to, cursor, limit);
    }

    @GetMapping("/communities/{communityId}/export")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))})
    void exportCommunity(Caller caller, @PathVariable String communityId,
            @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        export(community(caller, communityId), format, from, to, request, response);
    }

    /** The ends of a member's chains as they were told; empty for a member without entries. */
    @GetMapping("/members/{memberId}/heads")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    Heads heads(@PathVariable String memberId) {
        return new Heads(desk.heads(memberId));
    }

    private LedgerView open(Account account, @Nullable String from, @Nullable String to) {
        return LedgerView.of(desk.open(account, period(from, to)));
    }

    private Page<EntryView> entries(Account account, @Nullable String from, @Nullable String to, @Nullable String cursor,
            Limit limit) {
        desk.name(account);
        List<LedgerEntry> found = desk.page(account, period(from, to), Cursor.decode(cursor, 1).stream().findFirst(),
                limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<LedgerEntry> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(EntryView::of).toList(),
                more ? Cursor.encode(Entries.servedKey(shown.getLast())) : null);
    }

    private void export(Account account, String format, @Nullable String from, @Nullable String to, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        TableFormat wanted = TableFormat.of(format);
        Period period = period(from, to);
        desk.name(account);
        Locale locale = Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        TableDownload.send(response, "ledger", wanted, table -> {
            table.row(LedgerRows.headings(locale));
            desk.each(account, period, entry -> table.row(rows.row(entry, locale)));
        });
    }

    private Period period(@Nullable String from, @Nullable String to) {
        return desk.period(Optional.ofNullable(from), Optional.ofNullable(to));
    }

    private static Account unit(Caller caller, String unitId) {
        require(seesAll(caller) || caller.isLiaisonOf(unitId));
        return new Account(Account.Kind.UNIT, unitId);
    }

    private static Account community(Caller caller, String communityId) {
        require(seesAll(caller) || caller.isOfficerOf(communityId));
        return new Account(Account.Kind.COMMUNITY, communityId);
    }

    private static boolean seesAll(Caller caller) {
        return caller.has(Role.SUPERVISOR) || caller.isDistrictAdmin();
    }

    private static void require(boolean held) {
        if (!held) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }
}
