package cn.jinlin.kit.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.events.EventsConfiguration.EventsProperties;

/**
 * Makes the topics that are missing, kept for ever, before any listener starts. Without a broker the start goes on after
 * {@link #PATIENCE} and the topics are made as soon as there is one.
 */
public final class Topics implements SmartLifecycle {
    /** How long the start of the service waits for the broker. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final List<String> NAMES = List.of(RegistrationEvent.TOPIC, RequestEvent.TOPIC, SupervisionEvent.TOPIC);
    private static final int CALL_MILLIS = 5_000;

    private final Map<String, Object> admin;
    private final EventsProperties properties;
    private volatile boolean running;
    private volatile boolean there;

    Topics(Map<String, Object> admin, EventsProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
        Thread maker = Thread.ofVirtual().name("topics").start(this::makeAgainAndAgain);
        try {
            maker.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!there) {
            LOG.warn("no broker yet; the topics are made as soon as it answers");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before every listener container. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void makeAgainAndAgain() {
        while (running && !there) {
            try (Admin client = Admin.create(settings())) {
                make(client);
                there = true;
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("topics not made yet: {}", e.toString());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new java.util.HashMap<>(admin);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        return settings;
    }

    private void make(Admin client) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> known = client.listTopics().names().get(CALL_MILLIS, TimeUnit.MILLISECONDS);
        List<NewTopic> missing = new ArrayList<>();
        for (String name : NAMES) {
            missing.add(topic(name, properties.partitions()));
            missing.add(topic(name + ".dlt", 1));
        }
        missing.add(topic(PlatformEvent.TOPIC, 1));
        missing.add(topic(PlatformEvent.TOPIC + ".dlt", 1));
        missing.removeIf(topic -> known.contains(topic.name()));
        try {
            client.createTopics(missing).all().get(CALL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, properties.replication()).configs(Map.of("retention.ms", "-1"));
    }
}
