package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.Tally.TallyEvent;
import cn.jinlin.kit.store.Tally.TallyRefusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the store promises on every engine. Two {@link Store}s on one database stand for two processes. */
abstract class StoreContract {
    private static final Store.Settings SETTINGS = new Store.Settings(Duration.ofSeconds(20), 5_000);

    private final AtomicInteger updates = new AtomicInteger();
    private MongoClient client;
    private MongoDatabase database;
    private Aggregates<Tally, TallyEvent> here;
    private Aggregates<Tally, TallyEvent> there;
    private final List<String> committed = Collections.synchronizedList(new ArrayList<>());

    abstract String uri();

    @BeforeEach
    void open() {
        client = MongoClients.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(uri()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals("update")) {
                            updates.incrementAndGet();
                        }
                    }
                }).build());
        database = client.getDatabase("store-" + Ids.next().substring(24));
        here = process(SETTINGS);
        there = process(SETTINGS);
    }

    @AfterEach
    void close() {
        database.drop();
        client.close();
    }

    private Aggregates<Tally, TallyEvent> process(Store.Settings settings) {
        Outboxes outboxes = new Outboxes() {
            @Override
            public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

            @Override
            public void committed(String collection, String id) {
                committed.add(id);
            }
        };
        return new Store(database, Clock.systemUTC(), outboxes, settings).aggregates(Tally.type("tallies", "unused"));
    }

    private static RequestKey key(String fingerprint) {
        return new RequestKey(Optional.of(fingerprint), List.of(Ids.next()));
    }

    private String opened(int seats) {
        String id = Ids.next();
        here.create(id, key(id), Tally.opened(id, seats), existing -> new IllegalStateException());
        return id;
    }

    private Document document(String id) {
        return database.getCollection("tallies").find(Filters.eq("_id", id)).first();
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void givesBackASealedStateAsItWasStored() {
        String id = opened(3);
        here.change(id, current -> Tally.seat(current.state(), "Lin"));
        assertThat(here.get(id).state()).isEqualTo(new Tally.Open(id, 3, List.of("Lin"), Optional.empty()));
        here.change(id, current -> Tally.badge(current.state(), "b-" + id));
        assertThat(there.get(id).state()).isEqualTo(new Tally.Open(id, 1_000, List.of("Lin"), Optional.of("b-" + id)));
    }

    @Test
    void aCrashBeforeTheAnswerLosesNothingOfWhatWasCommitted() {
        Outboxes unheard = new Outboxes() {
            @Override
            public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

            @Override
            public void committed(String collection, String id) {
                throw new AssertionError("the process is gone");
            }
        };
        Store crashing = new Store(database, Clock.systemUTC(), unheard, SETTINGS, point -> {
            throw new IllegalStateException(point);
        });
        String id = opened(3);
        RequestKey key = key(id + "-again");
        assertThatThrownBy(() -> crashing.aggregates(Tally.type("tallies", "unused")).change(id, key,
                current -> Tally.seat(current.state(), "Lin"))).hasMessage("tally-written");
        assertThat(here.get(id).version()).isEqualTo(3);
        assertThat(here.change(id, key, current -> Tally.seat(current.state(), "Lin")).version()).isEqualTo(3);
        assertThat(document(id).getList("outbox", Document.class)).hasSize(3);
    }

    @Test
    void losesNoChangeWhenTwoProcessesWriteTheSameAggregate() throws Exception {
        String id = opened(100_000);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            all(IntStream.range(0, 400).mapToObj(i -> callers.submit(
                    () -> (i % 2 == 0 ? here : there).change(id, current -> Tally.seat(current.state(), "member-" + i))
                            .version()))
                    .toList());
        }
        assertThat(here.get(id).state().names()).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void combinesWhatQueuesUpIntoFewWritesAndAnswersEachCaller() throws Exception {
        String id = opened(50);
        int before = updates.get();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> futures = IntStream.range(0, 1_000).mapToObj(i -> callers.submit(() -> {
                start.await();
                try {
                    here.change(id, current -> Tally.seat(current.state(), "member-" + i));
                    return true;
                } catch (Refused e) {
                    assertThat(e.refusal()).isEqualTo(TallyRefusal.NO_SEAT);
                    refused.incrementAndGet();
                    return false;
                }
            })).toList();
            start.countDown();
            assertThat(all(futures)).filteredOn(seated -> seated).hasSize(50);
        }
        assertThat(refused).hasValue(950);
        assertThat(here.get(id).state()).isInstanceOf(Tally.Full.class);
        assertThat(updates.get() - before).isLessThanOrEqualTo(50);
    }

    @Test
    void writesFarFewerTimesThanThereAreCommandsWhileTheWriterIsBusy() throws Exception {
        String id = opened(100_000);
        int before = updates.get();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> writer = callers.submit(() -> here.change(id, current -> {
                busy.countDown();
                awaitQuietly(go);
                return Tally.seat(current.state(), "first");
            }).version());
            busy.await();
            AtomicInteger queued = new AtomicInteger();
            List<Future<Long>> futures = IntStream.range(0, 300).mapToObj(i -> callers.submit(() -> {
                queued.incrementAndGet();
                return here.change(id, current -> Tally.seat(current.state(), "member-" + i)).version();
            })).toList();
            org.awaitility.Awaitility.await().until(() -> queued.get() == 300);
            go.countDown();
            writer.get();
            all(futures);
        }
        assertThat(here.get(id).state().names()).hasSize(301);
        assertThat(updates.get() - before).isLessThan(150);
    }

    @Test
    void everyCallerGetsAStateAndVersionThatBelongTogether() throws Exception {
        String id = opened(100_000);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Versioned<Tally>> answers = all(IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> here.change(id, current -> Tally.seat(current.state(), "member-" + i))))
                    .toList());
            Map<Long, List<Versioned<Tally>>> byVersion = answers.stream()
                    .collect(java.util.stream.Collectors.groupingBy(Versioned::version));
            assertThat(byVersion.values())
                    .allSatisfy(same -> assertThat(same.stream().map(Versioned::state).distinct()).hasSize(1));
        }
    }

    @Test
    void numbersEventsWithoutGapAndTellsTheStateOncePerCommit() {
        String id = opened(10);
        here.change(id, current -> Tally.seat(current.state(), "Lin"));
        here.change(id, current -> Tally.seat(current.state(), "Chen"));
        List<Document> outbox = document(id).getList("outbox", Document.class);
        assertThat(outbox.stream().map(event -> event.getLong("version")))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
        assertThat(outbox.stream().map(event -> event.getString("type"))).containsExactly("tally.changed.v1", "tally.seated.v1",
                "tally.changed.v1", "tally.seated.v1", "tally.changed.v1");
        assertThat(here.get(id).version()).isEqualTo(5);
        assertThat(document(id).getDate("pendingSince")).isNotNull();
        assertThat(committed).containsExactly(id, id, id);
    }

    @Test
    void aChangeToTheSameStateMakesNoVersion() {
        String id = opened(3);
        Document before = document(id);
        assertThat(here.change(id, current -> Tally.opened(id, 3)).version()).isEqualTo(1);
        assertThat(document(id)).isEqualTo(before);
    }

    @Test
    void aRefusedCommandChangesNothing() {
        String id = opened(1);
        here.change(id, current -> Tally.seat(current.state(), "Lin"));
        Document before = document(id);
        assertThatThrownBy(() -> there.change(id, current -> Tally.seat(current.state(), "Chen"))).isInstanceOf(Refused.class);
        assertThat(document(id)).isEqualTo(before);
    }

    @Test
    void onlyTheCommandThatBreaksAUniqueFieldHearsOfIt() throws Exception {
        String taken = opened(10);
        here.change(taken, current -> Tally.badge(current.state(), "gold-" + taken));
        String id = opened(1_000);
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> writer = callers.submit(() -> here.change(id, current -> {
                busy.countDown();
                awaitQuietly(go);
                return Tally.seat(current.state(), "first");
            }).version());
            busy.await();
            List<Future<Boolean>> others = IntStream.range(0, 6).mapToObj(i -> callers.submit(() -> {
                try {
                    here.change(id,
                            current -> i == 3
                                    ? Tally.badge(current.state(), "gold-" + taken)
                                    : Tally.seat(current.state(), "member-" + i));
                    return true;
                } catch (DuplicateKey e) {
                    return false;
                }
            })).toList();
            go.countDown();
            writer.get();
            assertThat(all(others)).containsExactly(true, true, true, false, true, true);
        }
        assertThat(here.get(id).state().names()).hasSize(6);
    }

    @Test
    void onlyOneOfTwoEditsOfTheSameVersionIsTakenInOneBatch() throws Exception {
        String id = opened(1_000);
        long version = here.get(id).version();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Tally> writer = callers.submit(() -> here.execute(id, Tally.class, current -> {
                busy.countDown();
                awaitQuietly(go);
                return Outcome.unchanged(current.state());
            }).result());
            busy.await();
            List<Future<Boolean>> edits = IntStream.range(1, 5).mapToObj(i -> callers.submit(() -> {
                try {
                    here.change(id, current -> {
                        if (current.version() != version) {
                            throw KitRefusal.STALE_VERSION.because();
                        }
                        return Tally.opened(id, 1_000 + i);
                    });
                    return true;
                } catch (Refused e) {
                    return false;
                }
            })).toList();
            go.countDown();
            writer.get();
            assertThat(all(edits)).containsOnlyOnce(true);
        }
    }

    @Test
    void aSecondMakerOfTheSameIdIsRefused() {
        String id = opened(3);
        assertThatThrownBy(
                () -> there.create(id, key("other"), Tally.opened(id, 9), existing -> TallyRefusal.ALREADY_SEATED.because()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aRetryWithTheSameKeyFindsItsOwnWork() {
        String id = opened(10);
        RequestKey key = key("k1");
        Committed<Tally, String> first = here.execute(id, key, String.class,
                current -> Outcome.changed(Tally.seat(current.state(), "Lin"), "seat of Lin"));
        Committed<Tally, String> again = there.execute(id, key, String.class,
                current -> Outcome.changed(Tally.seat(current.state(), "Lin"), "another answer"));
        assertThat(again).isEqualTo(first);
        assertThat(here.get(id).state().names()).containsExactly("Lin");
    }

    @Test
    void dropsACallerUndecidedWhenItsTurnComesTooLate() throws Exception {
        String id = opened(10);
        Aggregates<Tally, TallyEvent> impatient = process(new Store.Settings(Duration.ofMillis(100), 5_000));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean decided = new AtomicBoolean();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> writer = callers.submit(() -> impatient.change(id, current -> {
                busy.countDown();
                awaitQuietly(go);
                return Tally.seat(current.state(), "Lin");
            }).version());
            busy.await();
            assertThatThrownBy(() -> impatient.change(id, current -> {
                decided.set(true);
                return Tally.seat(current.state(), "Chen");
            })).isInstanceOfSatisfying(Refused.class, e -> assertThat(e.refusal()).isEqualTo(KitRefusal.BUSY));
            go.countDown();
            writer.get();
        }
        assertThat(impatient.change(id, current -> Tally.seat(current.state(), "Wu")).state().names()).containsExactly("Lin",
                "Wu");
        assertThat(decided).isFalse();
    }

    @Test
    void aFaultOfOneCommandIsItsOwn() throws Exception {
        String id = opened(10);
        assertThatThrownBy(() -> here.change(id, current -> {
            throw new IllegalArgumentException("broken");
        })).isInstanceOf(IllegalArgumentException.class);
        assertThat(here.change(id, current -> Tally.seat(current.state(), "Lin")).state().names()).containsExactly("Lin");
    }

    @Test
    void refusesFurtherCommandsWhileTooManyEventsWait() {
        Aggregates<Tally, TallyEvent> narrow = process(new Store.Settings(Duration.ofSeconds(3), 3));
        String id = opened(10);
        narrow.change(id, current -> Tally.seat(current.state(), "Lin"));
        assertThatThrownBy(() -> narrow.change(id, current -> Tally.seat(current.state(), "Chen")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.refusal()).isEqualTo(KitRefusal.OUTBOX_FULL));
    }

    @Test
    void anUnknownAggregateIsNotFound() {
        assertThatThrownBy(() -> here.change("nobody", current -> Tally.seat(current.state(), "Lin")))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.refusal()).isEqualTo(KitRefusal.NOT_FOUND));
    }

    @Test
    void listsByIndexFieldsAndForgetsThoseThatWentAway() {
        String id = opened(1_000);
        here.change(id, current -> Tally.badge(current.state(), "b-" + id));
        assertThat(here.find(Filters.eq("badge", "b-" + id), Sorts.ascending("_id"), 10)).hasSize(1);
        here.change(id, current -> Tally.opened(id, 5));
        assertThat(here.find(Filters.eq("badge", "b-" + id), Sorts.ascending("_id"), 10)).isEmpty();
        assertThat(document(id)).doesNotContainKey("badge");
    }

    @Test
    void findsWhatIsDueAndNothingElse() {
        String due = opened(1);
        opened(5);
        here.change(due, current -> Tally.seat(current.state(), "Lin"));
        assertThat(here.due(Clock.systemUTC().instant(), 10)).containsExactly(due);
        List<String> done = new ArrayList<>();
        DueWork work = new DueWork("tallies", here, Clock.systemUTC(), Duration.ofSeconds(1), id -> {
            here.change(id, current -> Tally.opened(id, 9));
            done.add(id);
        });
        assertThat(work.look()).isEqualTo(1);
        assertThat(work.look()).isZero();
        assertThat(done).containsExactly(due);
    }

    @Test
    void aViewTakesOnlyNewerVersions() {
        record Seen(String name, boolean gone) {}
        View<Seen> view = new View<>(database, "seen", Seen.class, seen -> Map.of("name", seen.name()), List.of());
        view.apply(List.of(new View.Entry<>("a", 2, new Seen("second", false)), new View.Entry<>("b", 1, new Seen("b", false))));
        view.apply(
                List.of(new View.Entry<>("a", 1, new Seen("first", false)), new View.Entry<>("a", 2, new Seen("again", false))));
        assertThat(view.find("a")).contains(new Seen("second", false));
        view.apply(List.of(new View.Entry<>("a", 3, new Seen("third", false)), new View.Entry<>("a", 4, new Seen("gone", true)),
                new View.Entry<>("b", 1, new Seen("late", false))));
        assertThat(view.find("a")).contains(new Seen("gone", true));
        assertThat(view.findAll(List.of("a", "b", "c"))).hasSize(2);
        assertThat(view.find(Filters.eq("name", "b"), Sorts.ascending("_id"), 5)).containsExactly(new Seen("b", false));
    }

    private static Command<Tally, TallyEvent, String> seating(String id, String name) {
        return current -> current != null && current.state().names().contains(name)
                ? Outcome.unchanged("there")
                : Outcome.changed(
                        current == null ? Tally.seat(Tally.opened(id, 5).state(), name) : Tally.seat(current.state(), name),
                        "seated");
    }

    @Test
    void decidesForManyWithOneWriteAndAnswersEach() {
        String old = opened(5);
        String full = opened(1);
        here.change(full, current -> Tally.seat(current.state(), "Wu"));
        String fresh = Ids.next();
        committed.clear();
        Map<String, Command<Tally, TallyEvent, String>> commands = new java.util.LinkedHashMap<>();
        List.of(old, full, fresh).forEach(id -> commands.put(id, seating(id, "Lin")));
        updates.set(0);

        var answers = here.executeAll(commands, String.class);

        assertThat(updates.get()).isEqualTo(1);
        assertThat(answers.get(old).get()).isEqualTo(new Committed<>("seated", there.get(old)));
        assertThat(answers.get(fresh).get().after()).isEqualTo(there.get(fresh));
        assertThatThrownBy(answers.get(full)::get).isInstanceOf(Refused.class).hasMessage("NO_SEAT");
        assertThat(committed).containsExactly(old, fresh);
        assertThat(document(fresh).getList("outbox", Document.class)).hasSize(2);

        var again = there.executeAll(commands, String.class);
        assertThat(again.get(old).get().result()).isEqualTo("there");
        assertThat(there.get(old).version()).isEqualTo(answers.get(old).get().after().version());
    }

    @Test
    void decidesAgainForManyWhatAnotherProcessChangedOrMadeMeanwhile() {
        String old = opened(5);
        String quiet = opened(5);
        String fresh = Ids.next();
        AtomicBoolean first = new AtomicBoolean(true);
        Map<String, Command<Tally, TallyEvent, String>> commands = Map.of(old, seating(old, "Lin"), quiet,
                seating(quiet, "Lin"), fresh, current -> {
                    if (first.compareAndSet(true, false)) {
                        there.execute(old, String.class, seating(old, "Chen"));
                        there.execute(fresh, String.class, seating(fresh, "Chen"));
                    }
                    return seating(fresh, "Lin").decide(current);
                });

        here.executeAll(commands, String.class).values().forEach(java.util.function.Supplier::get);

        assertThat(there.get(old).state().names()).containsExactlyInAnyOrder("Chen", "Lin");
        assertThat(there.get(fresh).state().names()).containsExactly("Chen", "Lin");
        assertThat(there.get(quiet).state().names()).containsExactly("Lin");
    }

    @Test
    void oneBrokenUniqueFieldKeepsNobodyElseOfManyBack() {
        String taken = opened(5);
        here.change(taken, current -> Tally.badge(current.state(), "gold-" + taken));
        String thief = Ids.next();
        String honest = Ids.next();
        Map<String, Command<Tally, TallyEvent, String>> commands = Map.of(thief,
                current -> Outcome.changed(Tally.badge(Tally.opened(thief, 5).state(), "gold-" + taken), "made"), honest,
                current -> Outcome.changed(Tally.badge(Tally.opened(honest, 5).state(), "gold-" + honest), "made"));

        var answers = here.executeAll(commands, String.class);

        assertThat(answers.get(honest).get().result()).isEqualTo("made");
        assertThatThrownBy(answers.get(thief)::get).isInstanceOf(DuplicateKey.class);
        assertThat(here.find(thief)).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
