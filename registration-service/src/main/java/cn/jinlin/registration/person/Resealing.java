package cn.jinlin.registration.person;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Writes whatever is encrypted at rest anew with the first data key, when the service is started with
 * {@code --jinlin.reseal=true}. What nobody has to write is left alone, so it can be broken off and started again, beside
 * instances at work. After it the older keys can be taken from the configuration.
 */
@Component
@ConditionalOnProperty(name = "jinlin.reseal", havingValue = "true")
class Resealing implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final List<Resealer> resealers;

    Resealing(List<Resealer> resealers) {
        this.resealers = List.copyOf(resealers);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        LOG.info("{} documents were written anew; the older data keys are needed no more",
                resealers.stream().mapToLong(Resealer::resealAll).sum());
    }
}
