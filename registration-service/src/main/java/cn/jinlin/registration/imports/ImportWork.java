package cn.jinlin.registration.imports;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

import cn.jinlin.kit.store.DueWork;
import cn.jinlin.registration.enrolment.EnrolmentDesk;

/** Looks for jobs that nobody works on; an instance works on one at a time. */
@Configuration
class ImportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    private final ImportDesk desk;
    private final EnrolmentDesk enrolments;

    ImportWork(ImportDesk desk, EnrolmentDesk enrolments) {
        this.desk = desk;
        this.enrolments = enrolments;
    }

    @Bean
    DueWork imports(ImportJobs jobs, Clock clock) {
        return new DueWork("import", jobs.aggregates(), clock, Duration.ofMillis(300), desk::work);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            desk.sweep();
            enrolments.sweep();
        } catch (RuntimeException e) {
            LOG.warn("what imports left behind stays for now: {}", e.getMessage());
        }
    }
}
