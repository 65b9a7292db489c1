package cn.jinlin.supervision.coverage;

import java.time.Duration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Counts marked communities as long as the service runs: at once when something was touched here, and once a second for
 * what time alone changed or another instance left behind.
 */
@Component
class Recounting implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Recounting.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final CoverageDesk desk;
    private final Duration apart;
    private volatile boolean running;
    private volatile Thread worker = Thread.currentThread();

    Recounting(CoverageDesk desk, CoverageProperties properties, MeterRegistry meters) {
        this.desk = desk;
        this.apart = properties.recountEvery();
        Gauge.builder("jinlin.coverage.behind", () -> desk.behind().toMillis() / 1_000.0).baseUnit("seconds")
                .description("How long the longest waiting community has been due to be counted").register(meters);
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("recounting").start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        boolean allMarked = false;
        int due = 0;
        while (running) {
            try {
                if (due == 0) {
                    desk.awaitNews(allMarked ? LOOK_EVERY : Duration.ZERO);
                }
                if (!allMarked) {
                    desk.markAll();
                    allMarked = true;
                }
                due = desk.recountDue();
                Thread.sleep(apart);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("coverage cannot be counted now and is tried again: {}", e.toString());
                due = 0;
            }
        }
    }
}
