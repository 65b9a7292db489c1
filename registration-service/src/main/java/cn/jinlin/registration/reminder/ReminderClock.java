package cn.jinlin.registration.reminder;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Lets time bring its news. */
@Configuration(proxyBeanMethods = false)
class ReminderClock {
    private static final Logger LOG = LoggerFactory.getLogger(ReminderClock.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    DueWork dueReminders(ReminderDiary diary, ReminderDesk desk, Clock clock) {
        return diary.due(clock, EVERY, desk::remind);
    }

    @Bean
    SmartLifecycle renewalRounds(ReminderDesk desk, ReminderSettings settings) {
        return new Rounds(desk, settings.round());
    }

    private static final class Rounds implements SmartLifecycle {
        private final ReminderDesk desk;
        private final Duration every;
        private volatile boolean running;
        private volatile Thread worker = Thread.currentThread();

        Rounds(ReminderDesk desk, Duration every) {
            this.desk = desk;
            this.every = every;
        }

        @Override
        public void start() {
            running = true;
            worker = Thread.ofVirtual().name("renewal-rounds").start(this::loop);
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
            while (running) {
                try {
                    Thread.sleep(every);
                    desk.goRound();
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    LOG.warn("the round of renewals is gone again later: {}", e.toString());
                }
            }
        }
    }
}
