package cn.jinlin.request.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.order.Selection.After;
import cn.jinlin.request.order.ServiceOrders.Slice;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.TitleText;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists in pages against a plain look through everything. */
class OrderListsTest {
    private static final List<String> COMMUNITIES = List.of("350211102006", "350211102001", "350211001003");
    private static final List<String> WORDS = List.of("清理", "楼道", "杂物", "看望", "老人", "交通", "文明", "劝导", "5号楼", "𠮷祥里");
    private static final RequestKey UNKEYED = new RequestKey(Optional.empty(), List.of());
    private static ServiceOrders orders;
    private static List<ServiceOrder> all;

    @BeforeAll
    static void post() {
        orders = new ServiceOrders(Stores.on(Stores.fresh(), Clock.fixed(Samples.NOW, ZoneOffset.UTC)));
        Random random = new Random(5);
        all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(post(random));
        }
        all.sort(Comparator.comparing((ServiceOrder order) -> order.terms().startsAt()).thenComparing(ServiceOrder::orderId));
    }

    private static ServiceOrder post(Random random) {
        String id = Ids.next();
        Instant start = Samples.NOW.plus(Duration.ofHours(1 + random.nextInt(60)));
        String title = String.join(random.nextInt(5) == 0 ? " " : "",
                random.ints(1 + random.nextInt(3), 0, WORDS.size()).mapToObj(WORDS::get).toList());
        Terms terms = new Terms(Optional.empty(), Optional.empty(), title, "",
                any(random, Category.values()), start, start.plusSeconds(3_600), new Capacity(1, 3),
                any(random, Audience.values()), Optional.empty());
        orders.post(new RequestKey(Optional.empty(), List.of(id)), new ServiceOrder.Draft(Sheet.posted(id, id,
                COMMUNITIES.get(random.nextInt(3)), "OFFICER", terms, Offers.NONE)));
        return switch (random.nextInt(4)) {
            case 0 -> orders.get(id).state();
            case 1 -> orders.change(id, UNKEYED, Samples.NOW, now -> now.state().cancel("rain", Samples.NOW)).state();
            default -> orders.change(id, UNKEYED, Samples.NOW, now -> now.state().publish(Samples.NOW)).state();
        };
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Selection selection(Random random) {
        return new Selection(maybe(random, COMMUNITIES.get(random.nextInt(3))),
                maybe(random, any(random, OrderStatus.values())), maybe(random, any(random, Category.values())),
                maybe(random, Samples.NOW.plus(Duration.ofHours(random.nextInt(60)))),
                maybe(random, Samples.NOW.plus(Duration.ofHours(random.nextInt(60)))),
                maybe(random, TitleText.of(text(random))), random.nextBoolean());
    }

    private static String text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "理";
            case 1 -> WORDS.get(random.nextInt(WORDS.size())) + WORDS.get(random.nextInt(WORDS.size()));
            case 2 -> WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
            default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    }

    private static Stream<ServiceOrder> looked(Selection selection) {
        return all.stream()
                .filter(order -> selection.communityId().filter(id -> !id.equals(order.sheet().communityId())).isEmpty())
                .filter(order -> selection.status().filter(status -> status != order.status()).isEmpty())
                .filter(order -> selection.drafts() || order.status() != OrderStatus.DRAFT)
                .filter(order -> selection.category().filter(category -> category != order.terms().category()).isEmpty())
                .filter(order -> selection.from().filter(order.terms().startsAt()::isBefore).isEmpty())
                .filter(order -> selection.to().filter(end -> !order.terms().startsAt().isBefore(end)).isEmpty())
                .filter(order -> selection.text().filter(text -> !text.isIn(order.terms().title())).isEmpty());
    }

    private static List<String> paged(Selection selection, int limit) {
        List<String> shown = new ArrayList<>();
        Optional<After> after = Optional.empty();
        do {
            Slice slice = orders.list(selection, after, limit);
            assertThat(slice.orders()).hasSizeLessThanOrEqualTo(limit);
            slice.orders().stream().map(Versioned::state).map(ServiceOrder::orderId).forEach(shown::add);
            after = slice.next();
        } while (after.isPresent());
        return shown;
    }

    @Test
    void showEveryCombinationWholeAndInOrder() {
        Random random = new Random(350_211);
        for (int i = 0; i < 150; i++) {
            Selection selection = selection(random);
            assertThat(paged(selection, 1 + random.nextInt(40))).as("%s", selection)
                    .isEqualTo(looked(selection).map(ServiceOrder::orderId).toList());
        }
    }

    @Test
    void endAtTheLastOrderWithoutAnEmptyPage() {
        Selection everything = new Selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), true);
        assertThat(orders.list(everything, Optional.empty(), 400).next()).isEmpty();
        assertThat(orders.list(everything, Optional.empty(), 399).next()).contains(After.of(all.get(398)));
    }
}
