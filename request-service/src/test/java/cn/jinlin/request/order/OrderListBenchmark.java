package cn.jinlin.request.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Command;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.request.order.Selection.After;
import cn.jinlin.request.terms.Occurrence;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.TitleText;

/** What lists of 50 cost among 1,000, 10,000 and 100,000 orders of 73 communities and two years. */
class OrderListBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(OrderListBenchmark.class);
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 15;
    private static final String COMMUNITY = "350211102006";
    private static final String SERIES = "a-series";
    private static final String[] WHAT = {"清理", "清扫", "看望", "劝导", "宣传", "巡查", "整治", "走访"};
    private static final String[] WHOM = {"楼道杂物", "独居老人", "交通路口", "垃圾分类", "小区绿地", "困难家庭", "停车秩序", "消防通道"};
    private static final Instant NOW = Samples.NOW;

    private final Map<String, Map<Integer, Double>> table = new LinkedHashMap<>();

    private static ServiceOrder order(Random random, int number) {
        Instant start = NOW.plus(Duration.ofMinutes(1 + random.nextInt(700 * 24 * 60)));
        String title = WHAT[random.nextInt(8)] + (char) (0x5000 + random.nextInt(200)) + "里" + WHOM[random.nextInt(8)];
        Terms terms = new Terms(Optional.empty(), Optional.empty(), number == 500 ? "稀有标题" : title, "",
                any(random, Category.values()),
                start, start.plusSeconds(7_200), new Capacity(1, 10), any(random, Audience.values()), Optional.empty());
        String id = Ids.next();
        Sheet sheet = Sheet.posted(id, id, number % 73 == 0 ? COMMUNITY : "3502111030%02d".formatted(number % 73), "OFFICER",
                terms,
                Offers.NONE);
        ServiceOrder.Draft draft = new ServiceOrder.Draft(
                number % 1_000 < 20
                        ? sheet.of(Occurrence.of(SERIES + number / 1_000, start.atZone(ZoneOffset.UTC).toLocalDate()))
                        : sheet);
        return switch (random.nextInt(10)) {
            case 0 -> draft;
            case 1, 2 -> draft.cancel("rain", NOW).state();
            default -> draft.publish(NOW).state();
        };
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static void fill(Store store, int from, int to) {
        Random random = new Random(from);
        var all = store.aggregates(ServiceOrders.TYPE);
        for (int i = from; i < to; i += AT_ONCE) {
            Map<String, Command<ServiceOrder, RequestEvent, Boolean>> made = new LinkedHashMap<>();
            for (int j = i; j < i + AT_ONCE; j++) {
                ServiceOrder order = order(random, j);
                made.put(order.orderId(), _ -> Outcome.changed(Change.of(order), true));
            }
            all.executeAll(made, Boolean.class).values().forEach(Supplier::get);
        }
    }

    private static Selection selection(Optional<String> community, Optional<OrderStatus> status, Optional<Category> category,
            Optional<Instant> from, String text) {
        return new Selection(community, status, category, from, from.map(start -> start.plus(Duration.ofDays(30))),
                text.isEmpty() ? Optional.empty() : Optional.of(TitleText.of(text)), false);
    }

    private void measure(int size, String name, Supplier<?> query) {
        double[] took = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            query.get();
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        table.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(size, took[ROUNDS / 2]);
    }

    @Test
    void listsCostTheSameHoweverManyOrdersThereAre() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Store store = Stores.on(Stores.fresh(), clock);
        ServiceOrders orders = new ServiceOrders(store);
        int there = 0;
        for (int size : SIZES) {
            long began = System.nanoTime();
            fill(store, there, size);
            LOG.info("{} orders after {} s", size, (System.nanoTime() - began) / 1_000_000_000);
            there = size;
            measureAll(orders, size);
        }
        List<String> lines = new ArrayList<>();
        table.forEach((name, bySize) -> lines.add("| " + name + " | "
                + SIZES.stream().map(size -> "%.1f".formatted(bySize.get(size))).collect(Collectors.joining(" | ")) + " |"));
        LOG.info("ms, median of {}:\n{}", ROUNDS, String.join("\n", lines));
    }

    private void measureAll(ServiceOrders orders, int size) {
        Optional<String> one = Optional.of(COMMUNITY);
        Optional<OrderStatus> open = Optional.of(OrderStatus.OPEN);
        Optional<Category> clean = Optional.of(Category.CLEAN_HOME);
        Optional<Instant> year = Optional.of(NOW.plus(Duration.ofDays(365)));
        Map<String, Selection> lists = new LinkedHashMap<>();
        lists.put("all", selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ""));
        lists.put("status", selection(Optional.empty(), open, Optional.empty(), Optional.empty(), ""));
        lists.put("category", selection(Optional.empty(), Optional.empty(), clean, Optional.empty(), ""));
        lists.put("status, category, a month", selection(Optional.empty(), open, clean, year, ""));
        lists.put("community", selection(one, Optional.empty(), Optional.empty(), Optional.empty(), ""));
        lists.put("community, status", selection(one, open, Optional.empty(), Optional.empty(), ""));
        lists.put("community, status, category, a month", selection(one, open, clean, year, ""));
        lists.put("title: one of a thousand",
                selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "稀有"));
        lists.put("title: one of eight",
                selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "独居老人"));
        lists.put("title: two words, status", selection(Optional.empty(), open, Optional.empty(), Optional.empty(), "看望 老人"));
        lists.put("title: common parts, no such text",
                selection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "老人 杂物"));
        lists.put("title, community, category", selection(one, Optional.empty(), clean, Optional.empty(), "清理"));
        lists.forEach((name, selection) -> measure(size, name, () -> orders.list(selection, Optional.empty(), 50)));
        After deep = new After(NOW.plus(Duration.ofDays(600)), "0");
        measure(size, "all, a page far behind", () -> orders.list(lists.get("all"), Optional.of(deep), 50));
        measure(size, "a series of 20", () -> orders.ofSeries(SERIES + "0", Optional.empty(), 50));
        measure(size, "with places, one need", () -> orders.withPlaces(Optional.empty(), Need.EMPTY, NOW, 30));
    }
}
