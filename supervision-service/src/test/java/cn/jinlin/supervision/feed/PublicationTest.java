package cn.jinlin.supervision.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.Event;
import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.PlatformEvent.PublicExemplarPublished;
import cn.jinlin.events.PlatformEvent.PublicExemplarWithdrawn;
import cn.jinlin.events.PlatformEvent.PublicOrderAccepted;
import cn.jinlin.events.PlatformEvent.PublicOrderChanged;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarPublished;
import cn.jinlin.events.SupervisionEvent.ExemplarWithdrawn;
import cn.jinlin.kit.StateJson;
import cn.jinlin.supervision.district.RandomDistrict;

import static org.assertj.core.api.Assertions.assertThat;

class PublicationTest {
    private static final Instant AT = FeedEvents.AT;

    @Test
    void tellsAnOrderWithoutItsOffers() {
        assertThat(Publication.of(FeedEvents.order("order-1", OrderStatus.OPEN, "OFFICER")))
                .hasValueSatisfying(out -> assertThat(out).isInstanceOf(PublicOrderChanged.class)
                        .satisfies(order -> assertThat(json(order)).contains("清理小区杂物").doesNotContain("unit-1", "offers")));
    }

    @Test
    void tellsAnAcceptanceAsASum() {
        assertThat(Publication.of(FeedEvents.accepted("order-1"))).hasValueSatisfying(out -> {
            assertThat(out).isInstanceOfSatisfying(PublicOrderAccepted.class, sum -> {
                assertThat(sum.served()).isEqualTo(2);
                assertThat(sum.minutes()).isEqualTo(105);
                assertThat(sum.outcomes()).hasSize(1);
            });
            assertThat(json(out)).doesNotContain("member-");
        });
    }

    @Test
    void tellsWhichExemplarsCanBeReadAndWhichNoLonger() {
        assertThat(Publication.of(new ExemplarPublished("x", Channel.FEED, AT))).contains(new PublicExemplarPublished("x", AT));
        assertThat(Publication.of(new ExemplarWithdrawn("x", Channel.FEED, AT))).contains(new PublicExemplarWithdrawn("x", AT));
        assertThat(Publication.of(new ExemplarPublished("x", Channel.WECHAT, AT))).isEmpty();
    }

    @Test
    void keepsADraftOfTheCommunityInside() {
        assertThat(Publication.of(FeedEvents.order("order-1", OrderStatus.DRAFT, "OFFICER"))).isEmpty();
        assertThat(Publication.of(FeedEvents.order("order-1", OrderStatus.DRAFT, "PLATFORM:city"))).isPresent();
    }

    @Test
    void keepsEverythingAboutPeopleInside() {
        assertThat(Stream.<Event>of(new OrderClaimed("o", "c", "m", Optional.empty(), ClaimStatus.CLAIMED, 0, AT),
                new CheckedIn("o", "c", "m", AT, false, false),
                new MemberCredited("o", "k", "c", "m", Optional.empty(), 60, AT, AT, false, Optional.empty(), Optional.empty()))
                .flatMap(event -> Publication.of(event).stream())).isEmpty();
    }

    @Test
    void whatGoesOutHasTheSubjectOfWhatCameIn() {
        List<Event> story = new RandomDistrict(5, AT).inOrder().stream().map(RandomDistrict.Told::event).toList();
        assertThat(story).filteredOn(event -> Publication.of(event).isPresent()).isNotEmpty().allSatisfy(event -> {
            PlatformEvent out = Publication.of(event).orElseThrow();
            assertThat(out.aggregateId()).isEqualTo(event.aggregateId());
            assertThat(json(out)).doesNotContain("member");
        });
    }

    private static String json(Object event) {
        return StateJson.mapper().writeValueAsString(event);
    }
}
