package cn.jinlin.registration.post;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.post.Post.Left;
import cn.jinlin.registration.post.Post.Offer;
import cn.jinlin.registration.post.PostAnswers.MemberPost;
import cn.jinlin.registration.post.PostAnswers.PostAnswer;

/** Posts and their holders over HTTP. */
@RestController
@RequestMapping("/api/v1")
class PostController {
    private static final String ONE_LINE = "(?=.*\\S)\\P{Cntrl}*";

    private final PostDesk desk;
    private final MemberDesk members;
    private final MemberScope scope;

    PostController(PostDesk desk, MemberDesk members, MemberScope scope) {
        this.desk = desk;
        this.members = members;
        this.scope = scope;
    }

    /**
     * @param from when the term begins; at once where it is left out
     * @param until the first instant at which the term is over; without it the post has no term
     */
    record NewPost(@NotNull @Pattern(regexp = "\\d{12}") String communityId, @Nullable @Size(max = 64) String compoundId,
            @NotNull Post.Kind kind, @NotNull @Size(max = 100) @Pattern(regexp = ONE_LINE) String title,
            @NotNull @Min(1) @Max(1000) Integer places, @Nullable Instant from, @Nullable Instant until) {
        Function<Instant, Offer> offer() {
            return now -> new Offer(kind, title, places, from == null ? now : from, Optional.ofNullable(until));
        }
    }

    /** What is left out stays as it is. */
    record CorrectedPost(Post.@Nullable Kind kind, @Nullable @Size(max = 100) @Pattern(regexp = ONE_LINE) String title,
            @Nullable @Min(1) @Max(1000) Integer places, @Nullable Instant until) {
        PostDesk.Correction correction() {
            return new PostDesk.Correction(Optional.ofNullable(kind), Optional.ofNullable(title), Optional.ofNullable(places),
                    Optional.ofNullable(until));
        }
    }

    enum Decision {
        CONFIRMED, REJECTED
    }

    /** @param reason shown to the member with a rejection */
    record GivenDecision(@NotNull Decision decision, @Nullable @Size(max = 500) String reason) {}

    @PostMapping("/posts")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PostAnswer> make(Caller caller, @RequestBody Body<NewPost> body, RequestKey key) {
        String communityId = body.parse().communityId();
        require(communityId == null || caller.isOfficerOf(communityId));
        NewPost given = body.read();
        Versioned<Post> post = desk.make(given.communityId(), Optional.ofNullable(given.compoundId()), given.offer(), key);
        return Answers.made(URI.create("/api/v1/posts/" + post.state().postId()), post, PostAnswers.of(post.state(), caller));
    }

    @GetMapping("/posts/{postId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER})
    ResponseEntity<PostAnswer> get(Caller caller, @PathVariable String postId) {
        return answer(caller, desk.get(postId));
    }

    /** Posts in the order in which they were made. */
    @GetMapping("/posts")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER})
    Page<PostAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) Posts.@Nullable Status status,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<String> after = Cursor.decode(cursor, 1);
        List<Post> found = desk.page(List.of(new Posts.Slice(Optional.ofNullable(communityId), Optional.ofNullable(status))),
                after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream().map(Versioned::state).toList();
        return new Page<>(found.stream().limit(limit.value()).map(post -> PostAnswers.of(post, caller)).toList(),
                found.size() <= limit.value() ? null : Cursor.encode(found.get(limit.value() - 1).postId()));
    }

    /** Changes what is given, also the end of the term; places never below the confirmed holders. */
    @PatchMapping("/posts/{postId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PostAnswer> correct(Caller caller, @PathVariable String postId, @RequestBody Body<CorrectedPost> body,
            IfMatch ifMatch) {
        officers(caller, postId);
        return answer(caller, desk.correct(postId, body.read().correction(), ifMatch.required()));
    }

    /** Ends the post at once, and with it everybody's part in it; it stays readable. */
    @DeleteMapping("/posts/{postId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Void> end(Caller caller, @PathVariable String postId, IfMatch ifMatch) {
        officers(caller, postId);
        desk.end(postId, ifMatch);
        return ResponseEntity.noContent().build();
    }

    /** A member that serves in the community asks for the post; the officer confirms. Without a body. */
    @PostMapping("/posts/{postId}/holders")
    @Allowed(Role.MEMBER)
    ResponseEntity<PostAnswer> claim(Caller caller, @PathVariable String postId, RequestKey key) {
        String memberId = caller.memberId().orElseThrow(KitRefusal.FORBIDDEN::because);
        Versioned<Post> post = desk.claim(desk.get(postId).state(), memberId, key);
        return Answers.made(URI.create("/api/v1/posts/" + postId), post, PostAnswers.of(post.state(), caller));
    }

    /** The officer confirms while there is a place, or rejects. */
    @PostMapping("/posts/{postId}/holders/{memberId}/decision")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PostAnswer> decide(Caller caller, @PathVariable String postId, @PathVariable String memberId,
            @RequestBody Body<GivenDecision> body, RequestKey key) {
        Post post = officers(caller, postId);
        GivenDecision given = body.read();
        return answer(caller, switch (given.decision()) {
            case CONFIRMED -> desk.confirm(post, memberId, key);
            case REJECTED -> desk.reject(postId, memberId, Optional.ofNullable(given.reason()), key);
        });
    }

    /** The member gives the post up, or takes its wish back; or the officer dismisses it. */
    @DeleteMapping("/posts/{postId}/holders/{memberId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<Void> leave(Caller caller, @PathVariable String postId, @PathVariable String memberId) {
        Post post = desk.get(postId).state();
        require(caller.isMember(memberId) || caller.isOfficerOf(post.communityId()));
        desk.leave(postId, memberId, caller.isMember(memberId) ? Left.GIVEN_UP : Left.DISMISSED);
        return ResponseEntity.noContent().build();
    }

    /** The posts that a member holds, asks for, held or asked for. */
    @GetMapping("/members/{memberId}/posts")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER})
    Page<MemberPost> ofMember(Caller caller, @PathVariable String memberId,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        Member member = members.everKnown(memberId);
        require(caller.has(Role.SUPERVISOR) || scope.maySee(caller, member));
        List<String> after = Cursor.decode(cursor, 1);
        List<Post> found = desk.of(memberId, after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream()
                .map(Versioned::state).toList();
        return new Page<>(found.stream().limit(limit.value()).flatMap(post -> PostAnswers.of(post, memberId)).toList(),
                found.size() <= limit.value() ? null : Cursor.encode(found.get(limit.value() - 1).postId()));
    }

    private Post officers(Caller caller, String postId) {
        Post post = desk.get(postId).state();
        require(caller.isOfficerOf(post.communityId()));
        return post;
    }

    private static ResponseEntity<PostAnswer> answer(Caller caller, Versioned<Post> post) {
        return Answers.ok(post, PostAnswers.of(post.state(), caller));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }
}
