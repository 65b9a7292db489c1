package cn.jinlin.request.series;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.directory.Community;
import cn.jinlin.request.directory.Directories;
import cn.jinlin.request.order.OrderRefusal;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.posting.PostingDoor;
import cn.jinlin.request.terms.Occurrence;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Series in several instances that look at once, on one database. */
class SeriesDeskTest {
    private static final String COMMUNITY = "350211102006";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final MovableClock clock = new MovableClock();
    private List<SeriesDesk> desks;
    private ServiceOrders orders;
    private Random random;

    @BeforeEach
    void start() {
        MongoDatabase database = Stores.fresh();
        desks = IntStream.range(0, 3).mapToObj(_ -> desk(Stores.on(database, clock))).toList();
    }

    private SeriesDesk desk(Store store) {
        orders = new ServiceOrders(store);
        var directory = Directories.on(store, new Community(COMMUNITY, "双乐社区", List.of(), Optional.empty()));
        return new SeriesDesk(new AllSeries(store), orders, PostingDoor.on(store, orders, directory, clock, ZONE), clock, ZONE);
    }

    private static RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(Ids.next()));
    }

    private static Template template(String title) {
        return new Template(Optional.empty(), Optional.empty(), title, "", Category.CLEAN_HOME, LocalTime.of(23, 59), 60,
                new Capacity(1, 5), Audience.COMMUNITY, Optional.empty(), List.of());
    }

    private Plan.Wish wish(String title, Rhythm rhythm, Optional<Integer> count, Optional<Integer> publishDays) {
        return new Plan.Wish(template(title),
                new Calendar(rhythm, LocalDate.ofInstant(clock.instant(), ZONE), Optional.empty(), count, Set.of()), 14,
                publishDays);
    }

    private List<ServiceOrder> made(String seriesId) {
        return orders.ofSeries(seriesId, Optional.empty(), 1_000).orders().stream().map(Versioned::state).toList();
    }

    /** Every instance looks, twice and all at once. */
    private void look(String seriesId) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                SeriesDesk desk = desks.get(i % 3);
                looks.add(threads.submit(() -> desk.carryOn(seriesId)));
            }
            for (Future<?> each : looks) {
                each.get();
            }
        }
        desks.getFirst().carryOn(seriesId);
    }

    private static List<LocalDate> dates(List<ServiceOrder> orders) {
        return orders.stream().map(order -> order.sheet().occurrence().map(Occurrence::date).orElseThrow()).toList();
    }

    @Test
    void makeEachOrderOnceHoweverManyInstancesLook() throws Exception {
        Set<DayOfWeek> daily = Set.of(DayOfWeek.values());
        String id = desks.getFirst()
                .begin(key(), COMMUNITY, wish("扫雪", new Rhythm.Weekly(1, daily), Optional.of(20), Optional.of(3)))
                .state().plan().seriesId();
        for (int day = 0; day < 36; day++) {
            look(id);
            clock.move(Duration.ofDays(1));
        }
        look(id);
        List<ServiceOrder> made = made(id);
        assertThat(dates(made)).hasSize(20).doesNotHaveDuplicates().isSorted();
        assertThat(made).extracting(order -> order.sheet().number()).doesNotHaveDuplicates();
        assertThat(made).extracting(ServiceOrder::status).doesNotContain(OrderStatus.DRAFT, OrderStatus.EXPIRED);
        assertThat(desks.getLast().get(id).state().status()).isEqualTo(OrderSeries.Status.ENDED);
    }

    @Test
    void keepToTheirPromisesWhateverHappens() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            random = new Random(seed);
            String id = desks.getFirst()
                    .begin(key(), COMMUNITY, wish("t0", rhythm(), Optional.empty(), Optional.of(2))).state().plan().seriesId();
            Set<String> released = new HashSet<>();
            String title = "t0";
            for (int step = 0; step < 25; step++) {
                title = act(id, title, step, released);
                look(id);
                check(id, title, released, "seed " + seed + " step " + step);
            }
        }
    }

    private Rhythm rhythm() {
        return random.nextBoolean()
                ? new Rhythm.Weekly(1 + random.nextInt(2), EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.MONDAY))
                : new Rhythm.Monthly(1, 1 + random.nextInt(31));
    }

    private String act(String id, String title, int step, Set<String> own) {
        SeriesDesk desk = desks.get(random.nextInt(3));
        List<ServiceOrder> drafts = made(id).stream().filter(order -> order.status() == OrderStatus.DRAFT).toList();
        try {
            switch (random.nextInt(8)) {
                case 0 -> {
                    desk.revise(id, key(), version -> {},
                            old -> new Plan.Wish(template("t" + step), old.calendar(), old.leadDays(), old.publishDays()));
                    return "t" + step;
                }
                case 1 -> {
                    Rhythm next = rhythm();
                    desk.revise(id, key(), version -> {},
                            old -> new Plan.Wish(old.template(), new Calendar(next, old.calendar().from(), Optional.empty(),
                                    Optional.empty(), Set.of()), old.leadDays(), old.publishDays()));
                }
                case 2 -> desk.pause(id, key(), version -> {});
                case 3 -> desk.resume(id, key(), version -> {});
                case 4 -> drafts.stream().findFirst().ifPresent(draft -> editApart(draft, own));
                case 5 -> drafts.stream().findFirst().ifPresent(draft -> orders.change(draft.orderId(), key(), clock.instant(),
                        now -> now.state().publish(clock.instant())));
                default -> clock.move(Duration.ofHours(random.nextInt(24 * 8)));
            }
        } catch (Refused refused) {
            assertThat(refused.refusal()).isInstanceOfAny(SeriesRefusal.class, OrderRefusal.class);
        }
        return title;
    }

    private void editApart(ServiceOrder draft, Set<String> own) {
        Terms old = draft.terms();
        Terms edited = new Terms(old.compoundId(), old.location(), "own " + draft.orderId(), "", old.category(), old.startsAt(),
                old.endsAt(), old.capacity(), old.audience(), old.checkInRadiusMetres());
        orders.change(draft.orderId(), key(), clock.instant(), now -> now.state().edit(edited, Offers.NONE, clock.instant()));
        own.add(draft.orderId());
    }

    private void check(String id, String title, Set<String> own, String about) {
        List<ServiceOrder> made = made(id);
        OrderSeries series = desks.getFirst().get(id).state();
        List<ServiceOrder> live = made.stream().filter(order -> order.status() != OrderStatus.CANCELLED).toList();
        assertThat(dates(live)).as(about).doesNotHaveDuplicates();
        assertThat(live.stream().filter(order -> own.contains(order.orderId()))).as(about)
                .allSatisfy(order -> assertThat(order.terms().title()).isEqualTo("own " + order.orderId()));
        assertThat(live.stream().filter(order -> order.asOf(clock.instant()).state().follows())).as(about).allSatisfy(draft -> {
            assertThat(draft.terms().title()).isEqualTo(title);
            assertThat(series.wants(draft.sheet().occurrence().orElseThrow().date())).isTrue();
        });
        if (series.status() == OrderSeries.Status.RUNNING) {
            List<LocalDate> wanted = series.plan().upcoming(clock.instant())
                    .takeWhile(date -> !series.plan().madeAt(date).isAfter(clock.instant())).toList();
            assertThat(wanted).as(about).isEmpty();
        }
    }

    @Test
    void takeUpWorkThatBrokeOff() {
        Plan plan = Plan.of(Ids.next(), COMMUNITY, ZONE,
                wish("t", new Rhythm.Weekly(1, Set.of(DayOfWeek.values())), Optional.of(3), Optional.empty()));
        Store store = Stores.on(Stores.fresh(), clock);
        AllSeries all = new AllSeries(store);
        List<String> ids = List.of(Ids.next(), Ids.next(), Ids.next());
        OrderSeries decided = new OrderSeries.Running(plan).ahead(clock.instant(), ids).scheduled(clock.instant());
        all.begin(new RequestKey(Optional.empty(), List.of(plan.seriesId())), decided);
        SeriesDesk desk = desk(store);
        desk.carryOn(plan.seriesId());
        assertThat(made(plan.seriesId())).extracting(ServiceOrder::orderId).containsExactlyElementsOf(ids);
        assertThat(desk.get(plan.seriesId()).state().plan().days()).extracting(Day::step).containsOnly(Day.Step.DRAFT);
    }

    @Test
    void withdrawDraftsAtTheirEndAndLeaveWhatIsPublished() {
        SeriesDesk desk = desks.getFirst();
        String id = desk.begin(key(), COMMUNITY, wish("t", new Rhythm.Weekly(1, Set.of(DayOfWeek.values())), Optional.empty(),
                Optional.of(5))).state().plan().seriesId();
        desk.carryOn(id);
        desk.end(id, key(), version -> {});
        assertThat(made(id)).extracting(ServiceOrder::status).contains(OrderStatus.OPEN).contains(OrderStatus.CANCELLED)
                .doesNotContain(OrderStatus.DRAFT);
        clock.move(Duration.ofDays(30));
        int before = made(id).size();
        desk.carryOn(id);
        assertThat(made(id)).hasSize(before);
    }
}
