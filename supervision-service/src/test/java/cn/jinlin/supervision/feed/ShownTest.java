package cn.jinlin.supervision.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.RequestEvent.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class ShownTest {
    private static final String CLIENT = "PLATFORM:city";

    @Test
    void tellsEverybodyOfAnOrderFromItsPublicationOn() {
        assertThat(readers("OFFICER", OrderStatus.OFFERED, OrderStatus.OPEN, OrderStatus.CANCELLED)).containsExactly("*", "*",
                "*");
    }

    @Test
    void tellsADraftToItsPosterAlone() {
        assertThat(readers(CLIENT, OrderStatus.DRAFT, OrderStatus.OPEN)).containsExactly("city", "*");
    }

    @Test
    void whatEndedAsADraftIsToldToNobodyElse() {
        assertThat(readers("OFFICER", OrderStatus.CANCELLED)).containsExactly("nobody");
        assertThat(readers("OFFICER", OrderStatus.EXPIRED)).containsExactly("nobody");
        assertThat(readers(CLIENT, OrderStatus.DRAFT, OrderStatus.EXPIRED)).containsExactly("city", "city");
    }

    @Test
    void passesOverWhatWasThereBefore() {
        PlatformEvent open = event(OrderStatus.OPEN, "OFFICER");
        Shown shown = Shown.nothingOf("order-1").next(open, 4).orElseThrow().after();
        assertThat(shown.next(open, 4)).isEmpty();
        assertThat(shown.next(open, 3)).isEmpty();
        assertThat(shown.next(open, 5)).isPresent();
    }

    @Test
    void remembersWhatNobodyMaySee() {
        Shown hidden = Shown.nothingOf("order-1").next(event(OrderStatus.EXPIRED, "OFFICER"), 2).orElseThrow().after();
        assertThat(hidden.version()).isEqualTo(2);
        assertThat(hidden.toAll()).isFalse();
    }

    private static List<String> readers(String source, OrderStatus... statuses) {
        Shown shown = Shown.nothingOf("order-1");
        List<String> readers = new ArrayList<>();
        for (OrderStatus status : statuses) {
            Optional<Shown.Step> step = shown.next(event(status, source), shown.version() + 1);
            shown = step.orElseThrow().after();
            readers.add(step.orElseThrow().reader().orElse("nobody"));
        }
        return readers;
    }

    private static PlatformEvent event(OrderStatus status, String source) {
        return Publication.of(FeedEvents.order("order-1", status, source)).orElseThrow();
    }
}
