package cn.jinlin.request.race;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.result.UpdateResult;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.request.history.Checker;
import cn.jinlin.request.history.Invariant;
import cn.jinlin.request.history.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/** That the races would notice: one of the two instances writes to its database in a way that breaks a promise. */
class BrokenStoreTest {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenStoreTest.class);
    private static final int ENOUGH = 400;

    /** How an update of an order is carried out. */
    private interface Update {
        Object carryOut(MongoCollection<?> orders, Method method, Object[] arguments) throws Throwable;
    }

    @Test
    void catchesAStoreThatWritesWithoutLookingAtTheVersion() {
        List<Violation> found = broken(
                (orders, method, arguments) -> call(method, orders, idOf(arguments), arguments[1]));
        assertThat(found).extracting(Violation::invariant).contains(Invariant.LOST_CHANGE);
    }

    @Test
    void catchesAStoreThatLosesAWrite() {
        AtomicInteger writes = new AtomicInteger();
        List<Violation> found = broken((orders, method, arguments) -> writes.incrementAndGet() == 5
                ? UpdateResult.acknowledged(1, 1L, null)
                : call(method, orders, arguments));
        assertThat(found).extracting(Violation::invariant).contains(Invariant.LOST_CHANGE);
    }

    @Test
    void catchesAStoreThatWritesTheStateAndForgetsAnEvent() {
        AtomicBoolean forgotten = new AtomicBoolean();
        List<Violation> found = broken((orders, method, arguments) -> {
            Object result = call(method, orders, arguments);
            if (((UpdateResult) result).getMatchedCount() == 1 && forgotten.compareAndSet(false, true)) {
                orders.updateOne(idOf(arguments), new Document("$pop", new Document("outbox", 1)));
            }
            return result;
        });
        assertThat(found).extracting(Violation::invariant).containsOnly(Invariant.EVENT_MISSING);
    }

    private static Bson idOf(Object[] arguments) {
        return Filters.eq("_id", ((Bson) arguments[0]).toBsonDocument().getArray("$and").getFirst().asDocument()
                .getString("_id"));
    }

    private static List<Violation> broken(Update update) {
        try (Race race = new Race(7, database -> withOrders(database, update))) {
            race.race(1, (_, board) -> {
                String order = board.open(20, race.in(Duration.ofDays(2)));
                List<Consumer<Instance>> round = new ArrayList<>();
                race.members(40).forEach(member -> round.add(by -> board.claim(by, order, member)));
                return round;
            }, ENOUGH);
            List<Violation> found = Checker.check(race.atRest());
            LOG.info("{} violations, the first: {}", found.size(), found.stream().findFirst());
            return found;
        }
    }

    /** The same database, but for updates of orders. */
    private static MongoDatabase withOrders(MongoDatabase database, Update update) {
        return proxy(MongoDatabase.class, (method, arguments) -> {
            Object result = call(method, database, arguments);
            return method.getName().equals("getCollection") && "orders".equals(arguments[0])
                    ? orders((MongoCollection<?>) result, update)
                    : result;
        });
    }

    private static MongoCollection<?> orders(MongoCollection<?> orders, Update update) {
        return proxy(MongoCollection.class, (method, arguments) -> method.getName().equals("updateOne")
                ? update.carryOut(orders, method, arguments)
                : call(method, orders, arguments));
    }

    private interface Handling {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handling handling) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> handling.handle(method, arguments)));
    }
}
