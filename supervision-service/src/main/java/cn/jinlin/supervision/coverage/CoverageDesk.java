package cn.jinlin.supervision.coverage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Watch;

/** Marks communities that were touched, counts those that are marked, and shows the board. */
@Service
class CoverageDesk implements Watch {
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;

    private final Communities communities;
    private final Grounds grounds;
    private final Marks marks;
    private final KeptCounts kept;
    private final CoverageProperties properties;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);

    CoverageDesk(Communities communities, Grounds grounds, Marks marks, KeptCounts kept, CoverageProperties properties,
            Clock clock) {
        this.communities = communities;
        this.grounds = grounds;
        this.marks = marks;
        this.kept = kept;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void touched(Set<String> communityIds) {
        marks.mark(communityIds, clock.instant());
        news.release();
    }

    /** Marks every community that is known, whatever happened before: after a start nothing rests on an old count. */
    void markAll() {
        touched(communities.all().stream().map(CommunityChanged::communityId).collect(Collectors.toSet()));
    }

    /** Waits for news, at most so long. */
    void awaitNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    /** Counts what is due and may be counted again already; says how many are due. */
    int recountDue() {
        List<String> due = marks.due(clock.instant(), AT_ONCE);
        due.forEach(this::recount);
        return due.size();
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

    private void recount(String communityId) {
        Instant now = clock.instant();
        marks.take(communityId, now, properties.recountEvery(), LEASE).ifPresent(ticket -> {
            Optional<Ground> ground = grounds.of(communityId, now, properties.activeWithin());
            ground.ifPresent(found -> kept.keep(found.count(), ticket));
            Instant latest = now.plus(properties.recountAtLeast());
            marks.settle(communityId, ticket, ground.flatMap(found -> found.changesAt(properties.activeWithin()))
                    .filter(latest::isAfter).orElse(latest));
        });
    }
}
