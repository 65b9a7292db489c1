package cn.jinlin.registration.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Languages;
import cn.jinlin.registration.roll.RollDesk;
import cn.jinlin.registration.sheet.TableWriter;
import cn.jinlin.registration.sheet.Tables;

/** Exports over HTTP. */
@RestController
@RequestMapping("/api/v1/members/export")
class ExportController {
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final RollDesk rolls;
    private final MemberRows rows;
    private final Tables tables;

    ExportController(RollDesk rolls, MemberRows rows, Tables tables) {
        this.rolls = rolls;
        this.rows = rows;
        this.tables = tables;
    }

    /** The caller's whole scope, or the part asked for; phones masked, names in full only to those in scope. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    @ApiResponse(responseCode = "200", content = {@Content(mediaType = CSV, schema = @Schema(type = "string")),
        @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))})
    void export(Caller caller,
            @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String communityId, @RequestParam(required = false) @Nullable String unitId,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!List.of("csv", "xlsx").contains(format)) {
            throw Invalid.field("format", "NOT_ONE_OF", "csv, xlsx");
        }
        RollDesk.Part part = rolls.take(caller, Optional.ofNullable(communityId), Optional.ofNullable(unitId), format);
        boolean csv = format.equals("csv");
        response.setContentType(csv ? CSV + ";charset=UTF-8" : XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("members." + format, StandardCharsets.UTF_8).build().toString());
        Locale locale = Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        TableWriter table = csv ? tables.csv(response.getOutputStream()) : tables.xlsx(response.getOutputStream(), "members");
        write(part, table, locale);
        table.close();
    }

    /** A client that has gone away ends it at the next write. What fails half-way leaves the table without its end. */
    private void write(RollDesk.Part part, TableWriter table, Locale locale) throws IOException {
        try {
            table.row(MemberRows.headings(locale));
            MemberRows.Writer writer = rows.new Writer();
            part.each(member -> {
                try {
                    table.row(writer.row(member));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
