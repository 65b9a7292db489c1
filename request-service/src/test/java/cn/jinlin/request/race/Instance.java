package cn.jinlin.request.race;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.mockito.Mockito;
import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;

import cn.jinlin.kit.album.Albums;
import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Engines;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.admission.Neighbours;
import cn.jinlin.request.claim.ClaimDoor;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.test.MovableClock;
import cn.jinlin.request.work.RollCall;

/**
 * The service as one of several processes has it: its own client, store, lanes and clock over a database that it shares with
 * the others. Without web and broker; events stay in the outboxes, from which a history reads them.
 */
final class Instance implements AutoCloseable {
    private static final String SERVICE = "cn.jinlin.request";
    private static final Map<String, Object> SETTINGS = Map.of("jinlin.claims.max-open", "1000000");

    private final MongoClient client;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final MovableClock clock = new MovableClock();

    private Instance(MongoClient client) {
        this.client = client;
    }

    /**
     * @param wiring may come between the store and its database
     * @param ahead how far its clock is ahead of the others'
     */
    static Instance on(String database, UnaryOperator<MongoDatabase> wiring, Duration ahead) {
        Instance instance = new Instance(MongoClients.create(Engines.mongoUri()));
        instance.clock.move(ahead);
        instance.start(wiring.apply(instance.client.getDatabase(database)));
        return instance;
    }

    private void start(MongoDatabase database) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("race", SETTINGS));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(FaultHook.class, () -> FaultHook.NONE);
        context.registerBean(Store.class, () -> Stores.on(database, clock));
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        scanner.addExcludeFilter(new AnnotationTypeFilter(Controller.class));
        scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Listener")));
        BeanDefinitionDefaults onDemand = scanner.getBeanDefinitionDefaults();
        onDemand.setLazyInit(true);
        scanner.scan(SERVICE);
        context.registerBean(Albums.class, () -> Mockito.mock(Albums.class));
        context.removeBeanDefinition("claimants");
        context.registerBean(Claimants.class, () -> new Neighbours(context.getBean(Directory.class)));
        context.refresh();
    }

    ServiceOrders orders() {
        return context.getBean(ServiceOrders.class);
    }

    ClaimDoor claims() {
        return new ClaimDoor(context);
    }

    RollCall rollCall() {
        return new RollCall(context);
    }

    Instant now() {
        return clock.instant();
    }

    void move(Duration by) {
        clock.move(by);
    }

    MovableClock clock() {
        return clock;
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
