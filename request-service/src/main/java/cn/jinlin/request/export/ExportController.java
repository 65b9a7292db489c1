package cn.jinlin.request.export;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.table.TableDownload;
import cn.jinlin.kit.table.TableFormat;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.ServiceOrder;

/** Exports over HTTP: as CSV or XLSX, of orders by their start. */
@RestController
@RequestMapping("/api/v1/orders/export")
class ExportController {
    private final ExportDesk desk;

    ExportController(ExportDesk desk) {
        this.desk = desk;
    }

    /** A row for each order; drafts only to officers of their community and to the district. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.SUPERVISOR})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))})
    void orders(Caller caller, @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Selection> parts = parts(caller, communityId, status, category, from, to);
        send(response, "orders", format, parts, OrderRows.orderHeadings(locale(request)),
                order -> Stream.of(OrderRows.order(order)));
    }

    /** A row for each claim, given up ones too: who came, who did not, for how long. */
    @GetMapping("/participation")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.SUPERVISOR})
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = TableFormat.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(mediaType = TableFormat.XLSX_TYPE, schema = @Schema(type = "string", format = "binary"))})
    void participation(Caller caller,
            @Schema(allowableValues = {"csv", "xlsx"}) @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Selection> parts = parts(caller, communityId, status, category, from, to);
        send(response, "participation", format, parts, OrderRows.claimHeadings(locale(request)), OrderRows::claims);
    }

    private List<Selection> parts(Caller caller, @Nullable String communityId, @Nullable OrderStatus status,
            @Nullable Category category, @Nullable Instant from, @Nullable Instant to) {
        return desk.scope(caller, Optional.ofNullable(communityId)).stream()
                .map(community -> new Selection(community, Optional.ofNullable(status), Optional.ofNullable(category),
                        Optional.ofNullable(from), Optional.ofNullable(to), Optional.empty(),
                        caller.isDistrictAdmin() || community.filter(caller::isOfficerOf).isPresent()))
                .toList();
    }

    private void send(HttpServletResponse response, String name, String format, List<Selection> parts, List<String> headings,
            Function<ServiceOrder, Stream<List<String>>> rows) throws IOException {
        TableFormat wanted = TableFormat.of(format);
        TableDownload.send(response, name, wanted, table -> {
            table.row(headings);
            parts.forEach(part -> desk.each(part, order -> rows.apply(order).forEach(table::row)));
        });
    }

    private static Locale locale(HttpServletRequest request) {
        return Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
