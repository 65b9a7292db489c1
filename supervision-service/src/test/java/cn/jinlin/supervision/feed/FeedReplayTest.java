package cn.jinlin.supervision.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.feed.FeedDesk.Placed;

import static org.assertj.core.api.Assertions.assertThat;

/** Copiers and the feed die wherever it hurts; the feed still shows every event once and in the order of its subject. */
@EnginesTest
class FeedReplayTest {
    @Autowired
    MongoClient engines;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void showsEachEventOnceWhereverItsCopierDied(long seed) {
        List<Told> story = published(seed);
        List<Placed> topic = copiedByOnesThatDie(story, new Random(seed));
        assertThat(topic).hasSizeGreaterThan(story.size());
        List<FeedEntry> shown = read(entered(topic, 7));
        assertThat(shown).extracting(FeedEntry::id).containsExactlyInAnyOrderElementsOf(story.stream().map(Told::id).toList());
        assertThat(shown).extracting(FeedEntry::offset).isSorted().doesNotHaveDuplicates();
        assertThat(inOrder(shown)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aFeedBuiltAnewFromTheTopicIsTheSame(long seed) {
        List<Placed> topic = copiedByOnesThatDie(published(seed), new Random(seed));
        assertThat(read(entered(topic, 1))).isEqualTo(read(entered(topic, 500)));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void whatIsDeliveredAgainAfterACrashChangesNothing(long seed) {
        List<Placed> topic = copiedByOnesThatDie(published(seed), new Random(seed));
        Random random = new Random(seed);
        FeedDesk desk = desk();
        for (int done = 0; done < topic.size();) {
            int from = Math.max(0, done - random.nextInt(30));
            int to = Math.min(topic.size(), from + 1 + random.nextInt(40));
            desk.enter(topic.subList(from, to));
            done = Math.max(done, to);
        }
        assertThat(read(desk)).isEqualTo(read(entered(topic, 500)));
    }

    /** Each copier starts where the last one that finished a batch left off, and some batches are only half copied. */
    private static List<Placed> copiedByOnesThatDie(List<Told> story, Random random) {
        List<Placed> topic = new ArrayList<>();
        for (int committed = 0; committed < story.size();) {
            int end = Math.min(story.size(), committed + 1 + random.nextInt(20));
            boolean dies = random.nextInt(3) == 0;
            int copied = dies ? committed + random.nextInt(end - committed + 1) : end;
            for (Told told : story.subList(committed, copied)) {
                topic.add(new Placed(topic.size() * 2L, new Received<>(told.id(), told.version(), FeedEvents.AT,
                        Publication.of(told.event()).orElseThrow())));
            }
            committed = dies ? committed : end;
        }
        return topic;
    }

    private static List<Told> published(long seed) {
        Set<String> drafts = new HashSet<>();
        List<Told> story = new ArrayList<>();
        for (Told told : new RandomDistrict(seed, FeedEvents.AT).inOrder()) {
            if (Publication.of(told.event()).filter(out -> seenByAll(out, drafts)).isPresent()) {
                story.add(told);
            }
        }
        return story;
    }

    /** Orders that ended before anybody was told of them are not expected. */
    private static boolean seenByAll(PlatformEvent out, Set<String> told) {
        boolean seen = !(out instanceof PlatformEvent.PublicOrderChanged order) || told.contains(order.orderId())
                || !Set.of("CANCELLED", "EXPIRED").contains(order.status().name());
        if (seen) {
            told.add(out.aggregateId());
        }
        return seen;
    }

    private static boolean inOrder(List<FeedEntry> shown) {
        Map<String, Long> newest = new HashMap<>();
        return shown.stream().allMatch(entry -> {
            Long before = newest.put(entry.subject(), entry.version());
            return before == null || before < entry.version();
        });
    }

    private FeedDesk entered(List<Placed> topic, int batch) {
        FeedDesk desk = desk();
        for (int i = 0; i < topic.size(); i += batch) {
            desk.enter(topic.subList(i, Math.min(i + batch, topic.size())));
        }
        return desk;
    }

    private static List<FeedEntry> read(FeedDesk desk) {
        List<FeedEntry> all = new ArrayList<>();
        List<FeedEntry> page;
        do {
            page = desk.after(all.isEmpty() ? -1 : all.getLast().offset(), new FeedDesk.Wanted("nobody", Set.of(), Set.of()), 10);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private FeedDesk desk() {
        MongoDatabase database = engines.getDatabase("feed-" + UUID.randomUUID());
        return new FeedDesk(new Feed(Stores.on(database, Clock.systemUTC())),
                new FeedProperties(1, Duration.ofMillis(100)));
    }
}
