package cn.jinlin.supervision.rebuild;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;
import cn.jinlin.supervision.coverage.CoverageDesk;
import cn.jinlin.supervision.coverage.CoverageProperties;
import cn.jinlin.supervision.district.DistrictDesk;
import cn.jinlin.supervision.oversight.OversightDesk;
import cn.jinlin.supervision.rebuild.Rebuild.Progress;

/** Begins to live through the days again. */
@Component
class Replay {
    private final CoverageProperties properties;

    Replay(CoverageProperties properties) {
        this.properties = properties;
    }

    /**
     * @param store where all of it is kept
     * @param today not over yet, so its end is not counted
     * @param progress is told after every day
     */
    ReplayedDays into(Store store, LocalDate today, Consumer<Progress> progress) {
        return new ReplayedDays(store, properties, today, progress);
    }

    /** Lives through the days again: takes in each event, and counts everything at the end of every day that is over. */
    static final class ReplayedDays {
        private static final int AT_ONCE = 500;

        private final ZoneId zone;
        private final LocalDate today;
        private final Consumer<Progress> progress;
        private final StoppedClock clock = new StoppedClock();
        private final DistrictDesk district;
        private final OversightDesk oversight;
        private final CoverageDesk coverage;
        private final List<Received<RegistrationEvent>> registrations = new ArrayList<>();
        private final List<Received<RequestEvent>> requests = new ArrayList<>();
        private final List<Received<SupervisionEvent>> own = new ArrayList<>();
        private @Nullable LocalDate day;
        private long events;
        private int days;

        /** A clock that shows what it is set to. */
        static final class StoppedClock extends Clock {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return this;
            }
        }

        /**
         * @param today not over yet, so its end is not counted
         * @param progress is told after every day
         */
        ReplayedDays(Store store, CoverageProperties properties, LocalDate today, Consumer<Progress> progress) {
            this.zone = properties.zone();
            this.today = today;
            this.progress = progress;
            this.coverage = CoverageDesk.over(store, properties, clock);
            this.district = DistrictDesk.over(store, coverage);
            this.oversight = OversightDesk.over(store, coverage);
        }

        /** Takes in what was told at this moment; moments never go back. */
        void take(Instant at, Received<? extends Event> in) {
            endDaysBefore(LocalDate.ofInstant(at, zone));
            clock.now = at;
            events++;
            switch (in.event()) {
                case RegistrationEvent event -> registrations.add(new Received<>(in.id(), in.version(), in.at(), event));
                case RequestEvent event -> requests.add(new Received<>(in.id(), in.version(), in.at(), event));
                case SupervisionEvent event -> own.add(new Received<>(in.id(), in.version(), in.at(), event));
                default -> throw new IllegalArgumentException(in.event().toString());
            }
            if (registrations.size() + requests.size() + own.size() >= AT_ONCE) {
                deliver();
            }
        }

        /** Nothing more was told until now. */
        Progress end() {
            endDaysBefore(today);
            deliver();
            return new Progress(events, days);
        }

        private void endDaysBefore(LocalDate next) {
            LocalDate now = day == null ? next : day;
            LocalDate last = next.isAfter(today) ? today : next;
            for (; now.isBefore(last); now = now.plusDays(1)) {
                deliver();
                clock.now = now.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
                coverage.markAll();
                while (coverage.recountDue() > 0) {
                    // until nothing is due any more
                }
                days++;
                progress.accept(new Progress(events, days));
            }
            day = now;
        }

        private void deliver() {
            district.registrations(registrations);
            district.requests(requests);
            oversight.take(own);
            registrations.clear();
            requests.clear();
            own.clear();
        }
    }
}
