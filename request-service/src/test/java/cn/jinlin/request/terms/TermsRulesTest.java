package cn.jinlin.request.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.request.order.Samples;

import static cn.jinlin.request.order.Samples.END;
import static cn.jinlin.request.order.Samples.NOW;
import static cn.jinlin.request.order.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TermsRulesTest {
    private static final Terms SOUND = Samples.terms(5, Audience.DISTRICT);

    private static List<String> wrong(Terms terms, OrderOffer... offers) {
        Invalid invalid = catchThrowableOfType(Invalid.class,
                () -> TermsRules.check(Optional.empty(), terms, new Offers(List.of(offers)), NOW));
        return invalid == null
                ? List.of()
                : invalid.errors().stream().map(error -> error.field() + " " + error.code()).toList();
    }

    private static Terms places(Category category, int min, int max) {
        return new Terms(Optional.empty(), Optional.empty(), "t", "", category, START, END, new Capacity(min, max),
                Audience.DISTRICT, Optional.empty());
    }

    @Test
    void findsNothingWrongWithSoundTerms() {
        assertThat(wrong(SOUND, Samples.offer("tax", 5))).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithTheTime() {
        assertThat(wrong(Samples.at(SOUND, NOW, END))).containsExactly("startsAt NOT_IN_FUTURE");
        assertThat(wrong(Samples.at(SOUND, START, START))).containsExactly("endsAt BEFORE_START");
        assertThat(wrong(Samples.at(SOUND, START, START.plus(Duration.ofDays(400))))).containsExactly("endsAt PERIOD_TOO_LONG");
        assertThat(wrong(Samples.at(SOUND, START, START.plus(Duration.ofDays(31))))).isEmpty();
        Instant far = Instant.parse("9999-01-01T00:00:00Z");
        assertThat(wrong(Samples.at(SOUND, far, far.plusSeconds(60)))).containsExactly("startsAt TOO_FAR");
    }

    @Test
    void leavesAStartThatPassedAloneWhenItIsNotEdited() {
        TermsRules.check(Optional.of(SOUND), SOUND, Offers.NONE, END);
        assertThat(SOUND.startsAt()).isBefore(END);
    }

    @Test
    void namesWhatIsWrongWithThePlaces() {
        assertThat(wrong(places(Category.OTHER, 6, 5))).containsExactly("capacity.min ABOVE_MAX");
        assertThat(wrong(places(Category.MICRO_WISH, 1, 2))).containsExactly("capacity.max ONE_PLACE");
    }

    @Test
    void namesWhatIsWrongWithOffers() {
        assertThat(wrong(SOUND, Samples.offer("tax", 6))).containsExactly("offers[0].places ABOVE_MAX");
        assertThat(wrong(SOUND, Samples.offer("tax", 1), Samples.offer("tax", 1))).containsExactly("offers[1].unitId DUPLICATE");
        assertThat(wrong(SOUND, OrderOffer.of(Offeree.unit("tax"), 1, NOW))).containsExactly("offers[0].deadline NOT_IN_FUTURE");
        assertThat(wrong(SOUND, OrderOffer.of(Offeree.unit("tax"), 1, START.plusMillis(1))))
                .containsExactly("offers[0].deadline AFTER_START");
    }

    @Test
    void needsALocationForARadius() {
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "t", "", Category.OTHER, START, END, new Capacity(1, 1),
                Audience.DISTRICT, Optional.of(100));
        assertThat(wrong(terms)).containsExactly("checkInRadiusMetres NEEDS_LOCATION");
    }
}
