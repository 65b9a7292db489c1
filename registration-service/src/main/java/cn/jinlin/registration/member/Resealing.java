package cn.jinlin.registration.member;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import cn.jinlin.kit.store.Versioned;

/**
 * Writes all members' personal data, and whatever else is encrypted, anew with the first data key, when the service is started with
 * {@code --jinlin.reseal=true}. What nobody has to write is left alone, so it can be broken off and started again,
 * beside instances at work. After it the older keys can be taken from the configuration.
 */
@Component
@ConditionalOnProperty(name = "jinlin.reseal", havingValue = "true")
class Resealing implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int AT_ONCE = 200;

    private final MemberDesk desk;
    private final List<Resealer> others;

    Resealing(MemberDesk desk, List<Resealer> others) {
        this.desk = desk;
        this.others = List.copyOf(others);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        LOG.info("the personal data of {} members was written anew", resealAll());
        LOG.info("{} other documents were written anew; the older data keys are needed no more",
                others.stream().mapToLong(Resealer::resealAll).sum());
    }

    /** How many members had to be written. */
    long resealAll() {
        long written = 0;
        String after = "";
        List<Versioned<Member>> page = desk.everybody(after, AT_ONCE);
        while (!page.isEmpty()) {
            written += page.stream().filter(found -> desk.reseal(found.state())).count();
            after = page.getLast().state().memberId();
            page = desk.everybody(after, AT_ONCE);
        }
        return written;
    }
}
