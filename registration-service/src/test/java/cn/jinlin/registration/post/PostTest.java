package cn.jinlin.registration.post;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.StateJson;
import cn.jinlin.registration.post.Post.HolderStatus;
import cn.jinlin.registration.post.Post.Left;
import cn.jinlin.registration.post.Post.Offer;
import cn.jinlin.registration.post.Post.Past;
import cn.jinlin.registration.post.PostNotice.What;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Instant END = NOW.plus(Duration.ofDays(365));

    private final Post post = Post.made("p", "350211102006", Optional.empty(), offer(2), NOW);

    @Test
    void isAskedForAndThenHeld() {
        Post asked = post.claim("a", NOW);
        assertThat(asked.holder("a")).map(Post.Holder::status).contains(HolderStatus.PENDING);
        assertThat(asked.confirmed()).isZero();

        Post held = asked.confirm("a", LATER);
        assertThat(held.confirmed()).isEqualTo(1);
        assertThat(held.holder("a")).map(Post.Holder::since).contains(LATER);
        assertThatThrownBy(() -> held.claim("a", LATER)).hasMessage("POST_ALREADY_CLAIMED");
        assertThatThrownBy(() -> held.confirm("a", LATER)).hasMessage("CLAIM_NOT_PENDING");
        assertThatThrownBy(() -> held.reject("a", Optional.empty(), LATER)).hasMessage("CLAIM_NOT_PENDING");
        assertThatThrownBy(() -> held.confirm("b", LATER)).hasMessage("CLAIM_NOT_PENDING");
    }

    @Test
    void neverHasMoreHoldersThanPlaces() {
        Post full = post.claim("a", NOW).claim("b", NOW).claim("c", NOW).confirm("a", NOW).confirm("b", NOW);

        assertThatThrownBy(() -> full.confirm("c", NOW)).hasMessage("POST_FULL");
        assertThatThrownBy(() -> full.claim("d", NOW)).hasMessage("POST_FULL");
        assertThat(full.leave(Set.of("a"), Left.GIVEN_UP, Optional.empty(), LATER).confirm("c", LATER).confirmed()).isEqualTo(2);
        assertThatThrownBy(() -> full.offer(offer(1), NOW)).hasMessage("PLACES_HELD");
        assertThat(full.offer(offer(3), NOW).confirm("c", NOW).confirmed()).isEqualTo(3);
    }

    @Test
    void isAskedForByABoundedNumber() {
        Post asked = post;
        for (int i = 0; i < post.offer().places() + Post.MOST_CLAIMS; i++) {
            asked = asked.claim("m" + i, NOW);
        }
        Post most = asked;
        assertThatThrownBy(() -> most.claim("one more", NOW)).hasMessage("TOO_MANY_CLAIMS");
    }

    @Test
    void remembersWhoHeldItAndWhyThatEnded() {
        Post past = post.claim("a", NOW).confirm("a", NOW).claim("b", NOW).reject("b", Optional.of("名额预留"), LATER)
                .leave(Set.of("a", "stranger"), Left.GIVEN_UP, Optional.empty(), LATER);

        assertThat(past.holders()).isEmpty();
        assertThat(past.past()).containsExactly(
                new Past("b", false, NOW, LATER, Left.REJECTED, Optional.of("名额预留")),
                new Past("a", true, NOW, LATER, Left.GIVEN_UP, Optional.empty()));
        assertThat(past.leave(Set.of("a"), Left.GIVEN_UP, Optional.empty(), LATER)).isEqualTo(past);
        assertThat(past.claim("b", LATER).holder("b")).isPresent();
    }

    @Test
    void forgetsWhatWasSaidOfSomebodyAndNothingElse() {
        Post past = post.claim("a", NOW).reject("a", Optional.of("x"), NOW).claim("b", NOW).reject("b", Optional.of("y"), NOW);

        assertThat(past.forget("a").past()).extracting(Past::reason).containsExactly(Optional.empty(), Optional.of("y"));
    }

    @Test
    void endsByItselfWithItsTermAndTakesNobodyFromThenOn() {
        Post held = post.claim("a", NOW).confirm("a", NOW).settle(Set.of("a"));

        assertThat(held.dueAt()).contains(END);
        assertThat(held.asOf(END.minusMillis(1))).isEqualTo(held);
        assertThatThrownBy(() -> held.claim("b", END)).hasMessage("POST_ENDED");
        Post over = held.asOf(END.plusSeconds(60));
        assertThat(over.endedAt()).contains(END);
        assertThat(over.holders()).isEmpty();
        assertThat(over.past()).extracting(Past::why).containsExactly(Left.TERM_ENDED);
        assertThat(over.unsettled()).containsExactly("a");
        assertThat(over.settle(Set.of("a")).dueAt()).isEmpty();
        assertThat(over.end(Left.DISMISSED, END)).isEqualTo(over);
        assertThatThrownBy(() -> over.confirm("a", END)).hasMessage("POST_ENDED");
        assertThatThrownBy(() -> over.offer(offer(5), END)).hasMessage("POST_ENDED");
    }

    @Test
    void whoeverClaimedIsLookedAtAgainAtOnce() {
        Post asked = post.claim("a", LATER);

        assertThat(asked.dueAt()).contains(NOW);
        assertThat(asked.settle(Set.of("a")).dueAt()).contains(END);
        assertThat(asked.leave(Set.of("a"), Left.GIVEN_UP, Optional.empty(), LATER).unsettled()).isEmpty();
    }

    @Test
    void whoeverDidNotWantItSoIsToldWhatBecameOfItsPart() {
        Post asked = post.claim("a", NOW).claim("b", NOW).claim("c", NOW).settle(Set.of("a", "b", "c"));
        assertThat(PostNotice.of(asked, "a")).isEmpty();

        Post decided = asked.confirm("a", LATER).reject("b", Optional.of("名额预留"), LATER)
                .leave(Set.of("c"), Left.GIVEN_UP, Optional.empty(), LATER);
        assertThat(decided.unsettled()).containsExactlyInAnyOrder("a", "b");
        assertThat(decided.dueAt()).contains(NOW);
        assertThat(PostNotice.of(decided, "a")).map(PostNotice::what).contains(What.CONFIRMED);
        assertThat(PostNotice.of(decided, "b")).map(PostNotice::what).contains(What.REJECTED);
        assertThat(PostNotice.of(decided, "c")).isEmpty();
        assertThat(PostNotice.of(decided, "stranger")).isEmpty();

        Post over = decided.settle(Set.of("a", "b")).asOf(END);
        assertThat(over.unsettled()).containsExactly("a");
        assertThat(PostNotice.of(over, "a")).contains(new PostNotice("p", "350211102006", "a", What.ENDED, END));
    }

    @Test
    void survivesTheStore() {
        Post whole = post.claim("a", NOW).confirm("a", NOW).claim("b", NOW).reject("b", Optional.of("名额预留"), LATER)
                .claim("c", LATER);

        String json = StateJson.mapper().writeValueAsString(whole);
        assertThat(StateJson.mapper().readValue(json, Post.class)).isEqualTo(whole);
    }

    private static Offer offer(int places) {
        return new Offer(Post.Kind.STAIRWELL_LEAD, "3号楼楼道长", places, NOW, Optional.of(END));
    }
}
