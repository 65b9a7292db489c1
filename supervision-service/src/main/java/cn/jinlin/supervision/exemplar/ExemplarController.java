package cn.jinlin.supervision.exemplar;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
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
import cn.jinlin.supervision.exemplar.ExemplarBodies.ConsentBody;
import cn.jinlin.supervision.exemplar.ExemplarBodies.ConsentDecision;
import cn.jinlin.supervision.exemplar.ExemplarBodies.ExemplarView;
import cn.jinlin.supervision.exemplar.ExemplarBodies.FeedItem;
import cn.jinlin.supervision.exemplar.ExemplarBodies.NewExemplar;
import cn.jinlin.supervision.exemplar.ExemplarBodies.PublicationBody;
import cn.jinlin.supervision.exemplar.ExemplarBodies.ReviewBody;
import cn.jinlin.supervision.exemplar.ExemplarBodies.ReviewDecision;
import cn.jinlin.supervision.place.Scope;

/** Exemplars: kept by the supervision offices, consented to by the members named, read by everybody once they are live. */
@RestController
@RequestMapping("/api/v1/exemplars")
class ExemplarController {
    private final ExemplarDesk desk;
    private final Scope scope;

    ExemplarController(ExemplarDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    @PostMapping
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ExemplarView> nominate(Caller caller, RequestKey key, @RequestBody Body<NewExemplar> body) {
        Office office = scope.office(caller);
        Versioned<Exemplar> made = desk.nominate(office, caller.subject(), body.read().proposal(), key);
        return Answers.made(URI.create("/api/v1/exemplars/" + made.state().nomination().exemplarId()), made, view(made));
    }

    /** Offices and the district read all, a member what names it. */
    @GetMapping("/{exemplarId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.MEMBER})
    ResponseEntity<ExemplarView> get(Caller caller, @PathVariable String exemplarId) {
        Versioned<Exemplar> found = desk.get(exemplarId);
        Scope.require(scope.seesAll(caller)
                || caller.memberId().filter(found.state().nomination().memberIds()::contains).isPresent());
        return answer(found);
    }

    /** The newest first; a member gets what names it. */
    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.MEMBER})
    Page<ExemplarView> list(Caller caller, @RequestParam(required = false) @Nullable ExemplarStatus status,
            @RequestParam(required = false) @Nullable String memberId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Optional<String> named = scope.seesAll(caller) ? Optional.ofNullable(memberId) : own(caller);
        List<Versioned<Exemplar>> found = desk.page(new Exemplars.Query(Optional.ofNullable(status), Optional.empty(), named,
                Cursor.decode(cursor, 1).stream().findFirst()), limit.value() + 1);
        return new Page<>(shown(found, limit).stream().map(this::view).toList(), next(found, limit));
    }

    /** What can be read on the feed, the newest first. */
    @GetMapping("/feed")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.MEMBER, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.PLATFORM})
    Page<FeedItem> feed(@RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<Versioned<Exemplar>> found = desk.page(new Exemplars.Query(Optional.empty(), Optional.of(Channel.FEED),
                Optional.empty(), Cursor.decode(cursor, 1).stream().findFirst()), limit.value() + 1);
        return new Page<>(shown(found, limit).stream().flatMap(each -> item(each.state()).stream()).toList(), next(found, limit));
    }

    @GetMapping("/feed/{exemplarId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.MEMBER, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.PLATFORM})
    ResponseEntity<FeedItem> feedItem(@PathVariable String exemplarId) {
        Versioned<Exemplar> found = desk.get(exemplarId);
        return Answers.ok(found, item(found.state()).filter(_ -> found.state().channels().contains(Channel.FEED))
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("exemplar", exemplarId)));
    }

    @PostMapping("/{exemplarId}/review")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ExemplarView> review(Caller caller, @PathVariable String exemplarId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<ReviewBody> body) {
        scope.office(caller);
        desk.get(exemplarId);
        ReviewBody review = body.read();
        return answer(desk.review(exemplarId, review.decision() == ReviewDecision.APPROVED, review.reason(), caller.subject(),
                key, ifMatch::check));
    }

    /** By a member who is named. REFUSED takes a consent back, too, for good. */
    @PostMapping("/{exemplarId}/consent")
    @Allowed(Role.MEMBER)
    ResponseEntity<ExemplarView> consent(Caller caller, @PathVariable String exemplarId, RequestKey key,
            @RequestBody Body<ConsentBody> body) {
        String memberId = own(caller).filter(desk.get(exemplarId).state().nomination().memberIds()::contains)
                .orElseThrow(() -> ExemplarRefusal.NOT_NAMED.because());
        return answer(body.read().decision() == ConsentDecision.GIVEN
                ? desk.consent(exemplarId, memberId, key)
                : desk.refuse(exemplarId, memberId, key));
    }

    /** Sends it to a channel; how far it is says the answer of a later read. */
    @PostMapping("/{exemplarId}/publications")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ExemplarView> publish(Caller caller, @PathVariable String exemplarId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<PublicationBody> body) {
        scope.office(caller);
        desk.get(exemplarId);
        return answer(desk.publish(exemplarId, body.read().channel(), key, ifMatch::check));
    }

    /** Takes it back from everywhere, for good. */
    @PostMapping("/{exemplarId}/withdrawal")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    ResponseEntity<ExemplarView> retract(Caller caller, @PathVariable String exemplarId, RequestKey key, IfMatch ifMatch) {
        if (!caller.isDistrictAdmin()) {
            scope.office(caller);
        }
        return answer(desk.retract(exemplarId, caller.subject(), key, ifMatch::check));
    }

    private static Optional<String> own(Caller caller) {
        Optional<String> memberId = caller.memberId().filter(caller::isMember);
        Scope.require(memberId.isPresent());
        return memberId;
    }

    private static List<Versioned<Exemplar>> shown(List<Versioned<Exemplar>> found, Limit limit) {
        return found.size() > limit.value() ? found.subList(0, limit.value()) : found;
    }

    private static @Nullable String next(List<Versioned<Exemplar>> found, Limit limit) {
        return found.size() > limit.value()
                ? Cursor.encode(found.get(limit.value() - 1).state().nomination().exemplarId())
                : null;
    }

    private Optional<FeedItem> item(Exemplar exemplar) {
        return desk.text(exemplar).map(text -> FeedItem.of(exemplar, text));
    }

    private ResponseEntity<ExemplarView> answer(Versioned<Exemplar> exemplar) {
        return Answers.ok(exemplar, view(exemplar));
    }

    private ExemplarView view(Versioned<Exemplar> exemplar) {
        return ExemplarView.of(exemplar.state(), desk.text(exemplar.state()));
    }
}
