package cn.jinlin.registration.export;

import java.io.IOException;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.table.TableDownload;
import cn.jinlin.kit.table.TableFormat;
import cn.jinlin.registration.roll.RollDesk;

/** Exports over HTTP. */
@RestController
@RequestMapping("/api/v1/members/export")
class ExportController {
    private final RollDesk rolls;
    private final MemberRows rows;

    ExportController(RollDesk rolls, MemberRows rows) {
        this.rolls = rolls;
        this.rows = rows;
    }

    /** The caller's whole scope, or the part asked for; phones masked, names in full only to those in scope. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))})
    void export(Caller caller,
            @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String communityId, @RequestParam(required = false) @Nullable String unitId,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        TableFormat wanted = TableFormat.of(format);
        RollDesk.Part part = rolls.take(caller, Optional.ofNullable(communityId), Optional.ofNullable(unitId), format);
        Locale locale = Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        TableDownload.send(response, "members", wanted, table -> {
            table.row(MemberRows.headings(locale));
            MemberRows.Writer writer = rows.new Writer();
            part.each(member -> table.row(writer.row(member)));
        });
    }
}
