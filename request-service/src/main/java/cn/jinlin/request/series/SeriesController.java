package cn.jinlin.request.series;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.posting.OrderAnswers;
import cn.jinlin.request.posting.OrderAnswers.OrderAnswer;
import cn.jinlin.request.series.SeriesBodies.EndsBody;
import cn.jinlin.request.series.SeriesBodies.NewSeries;
import cn.jinlin.request.series.SeriesBodies.RhythmBody;
import cn.jinlin.request.series.SeriesBodies.SeriesEdit;
import cn.jinlin.request.series.SeriesBodies.TemplateBody;

/** Series over HTTP: of the officers of their community, and for the district to read. */
@RestController
@RequestMapping("/api/v1/order-series")
class SeriesController {
    private static final int NEXT_DATES = 5;

    private final SeriesDesk desk;
    private final OrderAnswers orders;

    SeriesController(SeriesDesk desk, OrderAnswers orders) {
        this.desk = desk;
        this.orders = orders;
    }

    /**
     * A series.
     *
     * @param made how many orders were decided on and not withdrawn
     * @param nextDates the next days that have no order yet
     * @param days the recent and the coming ones that have
     */
    record SeriesAnswer(String seriesId, String communityId, OrderSeries.Status status, TemplateBody template, RhythmBody rhythm,
            LocalDate from, EndsBody ends, List<LocalDate> skipDates, int leadDays, Optional<Integer> publishDaysBefore, int made,
            List<LocalDate> nextDates, List<Day> days, long version) {}

    @PostMapping
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<SeriesAnswer> begin(Caller caller, RequestKey key, @RequestBody Body<NewSeries> body) {
        Optional<String> community = Optional.ofNullable(body.parse().communityId());
        community.ifPresent(id -> requireOfficer(caller, id));
        NewSeries wanted = body.read();
        Versioned<OrderSeries> begun = desk.begin(key, wanted.communityId(), wanted.wish());
        return Answers.made(URI.create("/api/v1/order-series/" + begun.state().plan().seriesId()), begun, answer(begun));
    }

    @GetMapping("/{seriesId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN, Role.SUPERVISOR})
    ResponseEntity<SeriesAnswer> one(Caller caller, @PathVariable String seriesId) {
        return ok(seen(caller, seriesId));
    }

    /** Officers name one of their communities. */
    @GetMapping
    @Allowed({Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN, Role.SUPERVISOR})
    Page<SeriesAnswer> list(Caller caller, Limit limit, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String cursor) {
        if (!seesAll(caller)) {
            requireOfficer(caller, communityId);
        }
        Optional<String> after = Cursor.decode(cursor, 1).stream().findFirst();
        List<Versioned<OrderSeries>> found = desk.list(Optional.ofNullable(communityId), after, limit.value() + 1);
        List<Versioned<OrderSeries>> shown = found.stream().limit(limit.value()).toList();
        return new Page<>(shown.stream().map(this::answer).toList(),
                found.size() > shown.size() ? Cursor.encode(shown.getLast().state().plan().seriesId()) : null);
    }

    /** Its orders by their start, whatever became of them. */
    @GetMapping("/{seriesId}/orders")
    @Allowed({Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN})
    Page<OrderAnswer> orders(Caller caller, Limit limit, @PathVariable String seriesId,
            @RequestParam(required = false) @Nullable String cursor) {
        seen(caller, seriesId);
        return orders.page(caller, desk.orders(seriesId, OrderAnswers.after(cursor), limit.value()));
    }

    @PatchMapping("/{seriesId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<SeriesAnswer> revise(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String seriesId,
            @RequestBody Body<SeriesEdit> body) {
        requireOfficer(caller, desk.get(seriesId).state().plan().communityId());
        IfMatch required = ifMatch.required();
        return ok(desk.revise(seriesId, key, required::check, body.read()::onto));
    }

    @PostMapping("/{seriesId}/pause")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<SeriesAnswer> pause(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String seriesId) {
        requireOfficer(caller, desk.get(seriesId).state().plan().communityId());
        return ok(desk.pause(seriesId, key, ifMatch::check));
    }

    @PostMapping("/{seriesId}/resumption")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<SeriesAnswer> resume(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String seriesId) {
        requireOfficer(caller, desk.get(seriesId).state().plan().communityId());
        return ok(desk.resume(seriesId, key, ifMatch::check));
    }

    @PostMapping("/{seriesId}/end")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<SeriesAnswer> end(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String seriesId) {
        requireOfficer(caller, desk.get(seriesId).state().plan().communityId());
        return ok(desk.end(seriesId, key, ifMatch::check));
    }

    private Versioned<OrderSeries> seen(Caller caller, String seriesId) {
        Versioned<OrderSeries> series = desk.get(seriesId);
        if (!seesAll(caller)) {
            requireOfficer(caller, series.state().plan().communityId());
        }
        return series;
    }

    private static boolean seesAll(Caller caller) {
        return caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR);
    }

    private static void requireOfficer(Caller caller, @Nullable String communityId) {
        if (communityId == null || !caller.isOfficerOf(communityId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    private ResponseEntity<SeriesAnswer> ok(Versioned<OrderSeries> series) {
        return Answers.ok(series, answer(series));
    }

    private SeriesAnswer answer(Versioned<OrderSeries> current) {
        OrderSeries series = current.state();
        Plan plan = series.plan();
        Calendar calendar = plan.calendar();
        return new SeriesAnswer(plan.seriesId(), plan.communityId(), series.status(), TemplateBody.of(plan.template()),
                RhythmBody.of(calendar.rhythm()), calendar.from(),
                new EndsBody(calendar.until().orElse(null), calendar.count().orElse(null)),
                calendar.skipped().stream().sorted().toList(), plan.leadDays(), plan.publishDays(), plan.made(),
                desk.upcoming(series, NEXT_DATES), plan.days(), current.version());
    }
}
