package cn.jinlin.registration.person;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * The command that changes the data key: started with {@code --jinlin.reseal=true}, a process writes whatever is encrypted at
 * rest anew with the first key, says how much it was, and ends. What nobody has to write is left alone, so it can be broken
 * off and started again, beside instances at work.
 */
@Component
@ConditionalOnProperty(name = "jinlin.reseal", havingValue = "true")
class Resealing implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final List<Resealer> resealers;
    private final ConfigurableApplicationContext process;

    Resealing(List<Resealer> resealers, ConfigurableApplicationContext process) {
        this.resealers = List.copyOf(resealers);
        this.process = process;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        LOG.info("{} documents were written anew with the first data key", resealAll());
        process.close();
    }

    /** How many documents had to be written. */
    long resealAll() {
        return resealers.stream().mapToLong(Resealer::resealAll).sum();
    }
}
