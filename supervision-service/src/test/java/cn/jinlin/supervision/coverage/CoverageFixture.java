package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.mongodb.client.MongoDatabase;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.store.Marks;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.TickingClock;
import cn.jinlin.supervision.district.DistrictFixture;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Truth;
import cn.jinlin.supervision.oversight.OversightFixture;
import cn.jinlin.supervision.trend.Days;

/** The coverage board of a database of its own, whose clock and counting the test moves. */
public final class CoverageFixture {
    public static final CoverageProperties LIMITS = new CoverageProperties(Duration.ofDays(90), 1.5, 0.5, 0.1,
            Duration.ofMillis(100),
            Duration.ofHours(1), ZoneOffset.UTC);

    final TickingClock clock;
    final CoverageDesk desk;
    final Marks marks;
    final KeptCounts kept;
    final Days days;
    final DistrictFixture district;
    private final OversightFixture oversight;

    public CoverageFixture(MongoDatabase database, Instant now) {
        clock = new TickingClock(now);
        Store store = Stores.on(database, clock);
        district = new DistrictFixture(store);
        oversight = new OversightFixture(store);
        marks = store.marks(CoverageDesk.MARKS);
        kept = new KeptCounts(store);
        days = new Days(store);
        desk = new CoverageDesk(district.communities(), new Grounds(district.communities(), district.members(), district.orders(),
                district.credits(), district.works(), oversight.inspected(), oversight.findings()), store, kept, days, LIMITS,
                clock);
    }

    public void deliver(List<RandomDistrict.Told> events, int batch) {
        for (int i = 0; i < events.size(); i += batch) {
            Map<Boolean, List<RandomDistrict.Told>> own = events.subList(i, Math.min(i + batch, events.size())).stream()
                    .collect(Collectors.partitioningBy(told -> told.event() instanceof SupervisionEvent));
            district.deliver(own.get(false), batch, desk);
            oversight.deliver(own.get(true), desk);
        }
    }

    /** Counts until nothing is due. */
    void settle() {
        do {
            clock.advance(LIMITS.recountEvery());
        } while (desk.recountDue() > 0);
    }

    /** Counts everything at a moment. */
    public void countAllAt(Instant moment) {
        clock.advance(Duration.between(clock.instant(), moment));
        desk.markAll();
        while (desk.recountDue() > 0) {
            // until nothing is due any more
        }
    }

    Map<String, Truth> shown() {
        return shown(desk.board());
    }

    static Map<String, Truth> shown(CoverageBoard board) {
        Map<String, Truth> shown = new TreeMap<>();
        for (CoverageBoard.Row row : board.rows()) {
            Counts counts = row.counts();
            shown.put(counts.communityId(), new Truth(counts.name(), figures(counts.figures()), counts.inspectionScore()));
        }
        return shown;
    }

    static RandomDistrict.Figures figures(Figures counted) {
        Figures.Work work = counted.work();
        return new RandomDistrict.Figures(counted.members().registered(), counted.members().active(), work.openPlaces(),
                work.claimedPlaces(), work.servedPlaces(), work.verifiedMinutes(), work.backfilledMinutes(),
                work.outcomes().stream().collect(Collectors.toMap(each -> each.metric() + " " + each.unit(),
                        each -> each.quantity().intValueExact())),
                counted.findings().open(), counted.findings().overdue());
    }
}
