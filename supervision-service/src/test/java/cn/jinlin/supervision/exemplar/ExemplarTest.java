package cn.jinlin.supervision.exemplar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.exemplar.Exemplar.Cause;
import cn.jinlin.supervision.exemplar.Exemplar.Nomination;
import cn.jinlin.supervision.exemplar.Exemplar.Review;
import cn.jinlin.supervision.exemplar.Exemplar.Text;
import cn.jinlin.supervision.exemplar.Publication.Standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExemplarTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final Exemplar NOMINATED = nominated("lin", "mei");

    @Test
    void isPublishedOnceReviewedAndConsentedByEverybody() {
        Exemplar reviewed = NOMINATED.reviewed(review(true));
        refuses(ExemplarRefusal.CONSENT_MISSING, () -> reviewed.queued(Channel.FEED, NOW));
        Exemplar half = reviewed.consented("lin", NOW);
        assertThat(half.status()).isEqualTo(ExemplarStatus.REVIEWED);
        Exemplar whole = half.consented("mei", NOW);
        assertThat(whole.status()).isEqualTo(ExemplarStatus.CONSENTED);
        Exemplar queued = whole.queued(Channel.FEED, NOW);
        assertThat(queued.status()).isEqualTo(ExemplarStatus.CONSENTED);
        Exemplar live = queued.with(Channel.FEED, each -> each.live("r", Optional.empty(), NOW));
        assertThat(live.status()).isEqualTo(ExemplarStatus.PUBLISHED);
        assertThat(live.changed().channels()).containsExactly(Channel.FEED);
        refuses(ExemplarRefusal.ALREADY_PUBLISHED, () -> live.queued(Channel.FEED, NOW));
    }

    @Test
    void oneConsentTakenBackTakesAllBackAndErasesTheText() {
        Exemplar live = whole().queued(Channel.FEED, NOW).with(Channel.FEED, each -> each.live("r", Optional.empty(), NOW));
        Exemplar withdrawn = live.refused("mei", NOW);
        assertThat(withdrawn.status()).isEqualTo(ExemplarStatus.WITHDRAWN);
        assertThat(((Exemplar.Withdrawn) withdrawn).withdrawal().cause()).isEqualTo(Cause.CONSENT_TAKEN_BACK);
        assertThat(withdrawn.nomination().text()).isEmpty();
        assertThat(withdrawn.channels()).isEmpty();
        assertThat(withdrawn.publication(Channel.FEED).orElseThrow().standing()).isEqualTo(Standing.LEAVING);
        assertThat(withdrawn.refused("lin", NOW)).isSameAs(withdrawn);
        refuses(ExemplarRefusal.EXEMPLAR_WITHDRAWN, () -> withdrawn.consented("mei", NOW));
        refuses(ExemplarRefusal.EXEMPLAR_WITHDRAWN, () -> withdrawn.queued(Channel.FEED, NOW));
    }

    /** The answer of a channel may come after the consent was taken back. */
    @Test
    void whatGoesLiveAfterItWasWithdrawnLeavesAtOnce() {
        Exemplar withdrawn = whole().queued(Channel.WECHAT, NOW).refused("lin", NOW);
        Exemplar late = withdrawn.with(Channel.WECHAT, each -> each.live("r", Optional.empty(), NOW));
        assertThat(late.publication(Channel.WECHAT).orElseThrow().standing()).isEqualTo(Standing.LEAVING);
        assertThat(late.dueAt()).contains(NOW);
        Exemplar gone = late.with(Channel.WECHAT, each -> each.gone(NOW));
        assertThat(gone.dueAt()).isEmpty();
        assertThat(gone.with(Channel.WECHAT, each -> each.live("r", Optional.empty(), NOW)).dueAt()).contains(NOW);
        assertThat(
                gone.with(Channel.WECHAT, each -> each.underway("t", NOW)).publication(Channel.WECHAT).orElseThrow().standing())
                .isEqualTo(Standing.LEAVING);
        assertThat(gone.with(Channel.WECHAT, each -> each.failed("x", false, NOW)).dueAt()).isEmpty();
    }

    @Test
    void whoNominatesDoesNotReviewAndWhoIsNotNamedDoesNotConsent() {
        refuses(ExemplarRefusal.REVIEW_BY_NOMINATOR, () -> NOMINATED.reviewed(new Review(true, "", "anna", NOW)));
        refuses(ExemplarRefusal.NOT_NAMED, () -> NOMINATED.reviewed(review(true)).consented("ben", NOW));
        refuses(ExemplarRefusal.NOT_REVIEWED, () -> NOMINATED.consented("lin", NOW));
        refuses(ExemplarRefusal.EXEMPLAR_DECLINED, () -> NOMINATED.reviewed(review(false)).queued(Channel.FEED, NOW));
        refuses(ExemplarRefusal.ALREADY_REVIEWED, () -> NOMINATED.reviewed(review(false)).reviewed(review(true)));
        assertThat(nominated().reviewed(review(true)).status()).isEqualTo(ExemplarStatus.CONSENTED);
    }

    @Test
    void publishingIsGivenUpInTheEndButTakingBackIsNot() {
        Publication queued = Publication.queued(Channel.WECHAT, NOW);
        Publication leaving = queued.leaving(NOW);
        Instant last = NOW;
        for (int i = 0; i < Publication.MOST_TRIES; i++) {
            queued = queued.failed("down", false, NOW);
            leaving = leaving.failed("down", true, NOW);
            assertThat(leaving.dueAt().orElseThrow()).isAfterOrEqualTo(last).isBeforeOrEqualTo(NOW.plusSeconds(3_600));
            last = leaving.dueAt().orElseThrow();
        }
        assertThat(queued.standing()).isEqualTo(Standing.FAILED);
        assertThat(queued.dueAt()).isEmpty();
        assertThat(leaving.standing()).isEqualTo(Standing.LEAVING);
        assertThat(Publication.queued(Channel.WECHAT, NOW).failed("no", true, NOW).standing()).isEqualTo(Standing.FAILED);
    }

    /** Whatever happens in whatever order: nothing is live without everybody's consent, and withdrawn is for good. */
    @Test
    void nothingIsLiveWithoutConsent() {
        Random random = new Random(9);
        int published = 0;
        for (int round = 0; round < 3_000; round++) {
            Exemplar exemplar = NOMINATED;
            List<String> said = new ArrayList<>();
            for (int step = 0; step < 14; step++) {
                Exemplar before = exemplar;
                int which = random.nextInt(9);
                exemplar = tried(before, step(before, which, said));
                if (!exemplar.channels().isEmpty()) {
                    published++;
                    assertThat(said).contains("lin", "mei").doesNotContain("no");
                }
                if (before instanceof Exemplar.Withdrawn) {
                    assertThat(exemplar).isInstanceOf(Exemplar.Withdrawn.class);
                }
                String json = StateJson.mapper().writerFor(Exemplar.class).writeValueAsString(exemplar);
                assertThat(StateJson.mapper().readValue(json, Exemplar.class)).isEqualTo(exemplar);
            }
        }
        assertThat(published).isPositive();
    }

    private static Supplier<Exemplar> step(Exemplar exemplar, int which, List<String> said) {
        return switch (which) {
            case 0 -> () -> exemplar.reviewed(review(true));
            case 1 -> () -> consented(exemplar, "lin", said);
            case 2 -> () -> consented(exemplar, "mei", said);
            case 3 -> () -> exemplar.queued(Channel.FEED, NOW);
            case 4, 5 -> () -> exemplar.with(Channel.FEED, each -> each.live("r", Optional.empty(), NOW));
            case 6 -> () -> exemplar.with(Channel.FEED, each -> each.failed("x", false, NOW));
            case 7 -> () -> {
                Exemplar after = exemplar.refused("lin", NOW);
                said.add("no");
                return after;
            };
            default -> () -> exemplar.with(Channel.FEED, each -> each.gone(NOW));
        };
    }

    private static Exemplar consented(Exemplar exemplar, String memberId, List<String> said) {
        Exemplar after = exemplar.consented(memberId, NOW);
        said.add(memberId);
        return after;
    }

    private static Exemplar tried(Exemplar before, Supplier<Exemplar> step) {
        try {
            return step.get();
        } catch (Refused _) {
            return before;
        }
    }

    private static Exemplar whole() {
        return NOMINATED.reviewed(review(true)).consented("lin", NOW).consented("mei", NOW);
    }

    private static Exemplar nominated(String... memberIds) {
        return new Exemplar.Nominated(new Nomination("exemplar-1", Office.ORGANIZATION, "anna", Optional.of(new Text("t", "s")),
                List.of(memberIds), Optional.empty(), Optional.of("350211102006"), List.of(), NOW));
    }

    private static Review review(boolean approved) {
        return new Review(approved, "", "cora", NOW);
    }

    private static void refuses(ExemplarRefusal refusal, ThrowingCallable command) {
        assertThatExceptionOfType(Refused.class).isThrownBy(command)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
