package cn.jinlin.supervision.trend;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Shows how an area's figures went. */
@Service
class TrendDesk {
    private final Days days;
    private final Clock clock;
    private final ZoneId zone;

    TrendDesk(Days days, Clock clock, @Value("${jinlin.coverage.zone:Asia/Shanghai}") ZoneId zone) {
        this.days = days;
        this.clock = clock;
        this.zone = zone;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** @param area where it is empty the district with the lowest code */
    List<DayFigures> days(Optional<String> area, LocalDate from, LocalDate to) {
        return area.or(days::lowestDistrict).map(known -> days.of(known, from, to)).orElse(List.of());
    }
}
