package cn.jinlin.supervision.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.coverage.CoverageFixture;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.rebuild.Rebuild.Progress;
import cn.jinlin.supervision.trend.Days;

import static org.assertj.core.api.Assertions.assertThat;

/** What is lived through again stands at the end of each day as it stood the first time. */
@EnginesTest
class ReplayedDaysTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-05-10");
    private static final int DAYS = 9;

    @Autowired
    MongoClient engines;

    /** An event and when it was told. */
    private record Moment(Instant at, Told told) {}

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void aRebuildGivesEveryDayTheFiguresThatItHadAndTheSameCounts(long seed) {
        List<Moment> story = story(seed);
        MongoDatabase lived = engines.getDatabase("lived-" + UUID.randomUUID());
        live(new CoverageFixture(lived, start(0)), story);
        MongoDatabase rebuilt = engines.getDatabase("rebuilt-" + UUID.randomUUID());
        List<Progress> progress = new ArrayList<>();
        Replay.ReplayedDays days = new Replay(CoverageFixture.LIMITS).into(Stores.on(rebuilt, Clock.systemUTC()),
                FIRST.plusDays(DAYS), progress::add);
        story.forEach(moment -> days.take(moment.at(), new Received<>(moment.told().id(), moment.told().version(), moment.at(),
                moment.told().event())));
        assertThat(days.end()).isEqualTo(new Progress(story.size(), DAYS));
        assertThat(progress).hasSize(DAYS);
        assertThat(rows(rebuilt, Days.COLLECTION)).isNotEmpty().isEqualTo(rows(lived, Days.COLLECTION));
        assertThat(rows(rebuilt, "coverageCounts")).isEqualTo(rows(lived, "coverageCounts"));
    }

    /** Counts at the end of each day, as an instance does that runs all the while. */
    private static void live(CoverageFixture board, List<Moment> story) {
        int next = 0;
        for (int day = 0; day < DAYS; day++) {
            List<Told> today = new ArrayList<>();
            while (next < story.size() && story.get(next).at().isBefore(start(day + 1))) {
                today.add(story.get(next++).told());
            }
            board.deliver(today, 7);
            board.countAllAt(start(day + 1).minusMillis(1));
        }
    }

    private static List<Moment> story(long seed) {
        Random random = new Random(seed);
        List<Told> told = new RandomDistrict(seed, start(DAYS / 2)).inOrder();
        List<Instant> moments = random.longs(told.size(), 0, Duration.ofDays(DAYS).toMillis()).sorted()
                .mapToObj(millis -> start(0).plusMillis(millis)).toList();
        List<Moment> story = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            story.add(new Moment(i == 0 ? start(0) : moments.get(i), told.get(i)));
        }
        return story;
    }

    private static Instant start(int day) {
        return FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, Object> rows(MongoDatabase database, String collection) {
        Map<String, Object> rows = new TreeMap<>();
        for (Document row : database.getCollection(collection).find(Filters.empty())) {
            rows.put(row.getString("_id"), row.get("value"));
        }
        return rows;
    }
}
