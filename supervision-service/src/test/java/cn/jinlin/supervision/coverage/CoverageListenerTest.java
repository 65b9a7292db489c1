package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.district.RandomDistrict.Truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole way: broker, listener, views, marks, the counting thread. */
@EnginesTest
class CoverageListenerTest {
    @Autowired
    Publisher publisher;
    @Autowired
    CoverageDesk desk;

    @Test
    void showsTheTruthOfWhatWasPublished() {
        RandomDistrict story = new RandomDistrict(101, Instant.now());
        publisher.publish(story.disturbed());
        awaitTruth(story);
    }

    @Test
    void theSameBatchTwiceAndOlderVersionsAfterNewerOnesChangeNothing() {
        RandomDistrict story = new RandomDistrict(102, Instant.now());
        publisher.publish(story.inOrder());
        awaitTruth(story);
        List<Told> backwards = new ArrayList<>(story.inOrder());
        Collections.reverse(backwards);
        publisher.publish(story.inOrder());
        publisher.publish(backwards);
        awaitTruth(story);
    }

    @Test
    void takesUpAgainEverythingAtAStart() {
        RandomDistrict story = new RandomDistrict(103, Instant.now());
        publisher.publish(story.inOrder());
        awaitTruth(story);
        desk.markAll();
        awaitTruth(story);
    }

    private void awaitTruth(RandomDistrict story) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(desk.behind()).isZero();
            assertThat(shown(story)).isEqualTo(story.truth(Instant.now()));
        });
    }

    private Map<String, Truth> shown(RandomDistrict story) {
        return CoverageFixture.shown(desk.boardOf(story.knownCommunities()));
    }
}
