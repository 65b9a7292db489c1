package cn.jinlin.supervision.coverage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.store.Marks;
import cn.jinlin.kit.store.Store;
import cn.jinlin.supervision.district.AcceptedWorks;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Credits;
import cn.jinlin.supervision.district.Members;
import cn.jinlin.supervision.district.Orders;
import cn.jinlin.supervision.district.Watch;
import cn.jinlin.supervision.oversight.InspectedCommunities;
import cn.jinlin.supervision.oversight.LocatedFindings;
import cn.jinlin.supervision.trend.Days;

/** Marks communities that were touched, counts those that are marked, and shows the board. */
@Service
public class CoverageDesk implements Watch {
    static final String MARKS = "coverageMarks";

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;
    private static final Duration SUM_EVERY = Duration.ofSeconds(1);

    private final Communities communities;
    private final Grounds grounds;
    private final Marks marks;
    private final KeptCounts kept;
    private final Days days;
    private final CoverageProperties properties;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Set<String> toSum = ConcurrentHashMap.newKeySet();
    private volatile Instant summedAt = Instant.EPOCH;

    CoverageDesk(Communities communities, Grounds grounds, Store store, KeptCounts kept, Days days,
            CoverageProperties properties, Clock clock) {
        this.communities = communities;
        this.grounds = grounds;
        this.marks = store.marks(MARKS);
        this.kept = kept;
        this.days = days;
        this.properties = properties;
        this.clock = clock;
    }

    /** A desk that counts in another store, by another clock. */
    public static CoverageDesk over(Store store, CoverageProperties properties, Clock clock) {
        Communities communities = new Communities(store);
        Grounds grounds = new Grounds(communities, new Members(store), new Orders(store), new Credits(store),
                new AcceptedWorks(store), new InspectedCommunities(store), new LocatedFindings(store));
        return new CoverageDesk(communities, grounds, store, new KeptCounts(store), new Days(store), properties,
                clock);
    }

    @Override
    public void touched(Set<String> communityIds) {
        marks.mark(communityIds, clock.instant());
        news.release();
    }

    /** Marks every community that is known, whatever happened before: after a start nothing rests on an old count. */
    public void markAll() {
        touched(communities.all().stream().map(CommunityChanged::communityId).collect(Collectors.toSet()));
    }

    /** Waits for news, at most so long. */
    void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Counts what is due and may be counted again already; says how many are due. */
    public int recountDue() {
        List<String> due = marks.due(clock.instant(), AT_ONCE);
        Set<String> counted = due.stream().filter(this::recount).map(Counts::districtOf).collect(Collectors.toSet());
        toSum.addAll(counted);
        if (due.isEmpty() || !clock.instant().isBefore(summedAt.plus(SUM_EVERY))) {
            sum();
        }
        return due.size();
    }

    /** Keeps the day's figures of the districts whose communities were counted, and of their sub-districts. */
    private void sum() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, properties.zone());
        for (String district : Set.copyOf(toSum)) {
            Summary summary = summary(Optional.of(district));
            days.keep(Stream.concat(Stream.of(summary.district()), summary.subdistricts().stream())
                    .map(level -> level.figures().on(today, level.code())).toList(), now.toEpochMilli());
            toSum.remove(district);
        }
        summedAt = now;
    }

    /** How long the board is behind. */
    Duration behind() {
        return marks.longestWait(clock.instant());
    }

    CoverageBoard board() {
        return CoverageBoard.of(kept.all(), properties);
    }

    /** The rows of some communities, measured against the whole of their districts. */
    CoverageBoard boardOf(Collection<String> communityIds) {
        Set<String> districts = communityIds.stream().map(Counts::districtOf).collect(Collectors.toSet());
        return CoverageBoard.of(kept.ofDistricts(districts), properties).only(communityIds);
    }

    /** A district and its sub-districts; without a code the one with the lowest. */
    Summary summary(Optional<String> districtCode) {
        String district = districtCode.or(() -> kept.lowestDistrict()).orElse("");
        return Summary.of(CoverageBoard.of(kept.ofDistricts(Set.of(district)), properties), district, properties);
    }

    /** False when somebody else counts it, or did a moment ago. */
    private boolean recount(String communityId) {
        Instant now = clock.instant();
        Optional<Long> drawn = marks.take(communityId, now, properties.recountEvery(), LEASE);
        drawn.ifPresent(ticket -> {
            Optional<Ground> ground = grounds.of(communityId, now, properties.activeWithin());
            ground.ifPresent(found -> keep(found.count(), ticket, now));
            Instant latest = now.plus(properties.recountAtLeast());
            marks.settle(communityId, ticket, ground.flatMap(found -> found.changesAt(properties.activeWithin()))
                    .filter(latest::isAfter).orElse(latest));
        });
        return drawn.isPresent();
    }

    private void keep(Counts counts, long ticket, Instant now) {
        kept.keep(counts, ticket);
        days.keep(List.of(counts.figures().on(LocalDate.ofInstant(now, properties.zone()), counts.communityId())), ticket);
    }
}
