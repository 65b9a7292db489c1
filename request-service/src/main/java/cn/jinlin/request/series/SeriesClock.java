package cn.jinlin.request.series;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Lets series make and publish their orders in time. */
@Configuration(proxyBeanMethods = false)
class SeriesClock {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    DueWork dueSeries(AllSeries series, SeriesDesk desk, Clock clock) {
        return series.due(clock, EVERY, desk::carryOn);
    }
}
