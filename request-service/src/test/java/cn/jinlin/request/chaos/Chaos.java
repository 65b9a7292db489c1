package cn.jinlin.request.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.request.chaos.Plan.Crash;
import cn.jinlin.request.chaos.Plan.Outage;
import cn.jinlin.request.chaos.Plan.Pause;

import static org.awaitility.Awaitility.await;

/** Does to a site what the plan says, and puts everything right again at the end. */
final class Chaos {
    /** How long an instance has to come by the point that it shall end at. */
    private static final Duration COMES_BY_WITHIN = Duration.ofSeconds(6);
    private static final Duration ENOUGH_ARE_UP_WITHIN = Duration.ofMinutes(4);
    /** Crashes at each point, if need be by so many more than planned. */
    static final int LEAST_AT_EACH_POINT = 2;
    private static final int MOST_MORE = 6;
    private static final Duration BETWEEN_OUTAGES = Duration.ofSeconds(3);
    private static final int NEWS_EVERY_MILLIS = 3_000;

    private final Site site;
    private final Plan plan;
    private final People people;
    private final Talk talk;
    private final PrintWriter diary;
    private final Map<String, Integer> crashes = new LinkedHashMap<>();
    private final Instant began = Instant.now();
    private volatile boolean over;

    /** @param diary gets a line for everything that happens to the site */
    Chaos(Site site, Plan plan, People people, Talk talk, PrintWriter diary) {
        this.diary = diary;
        this.site = site;
        this.plan = plan;
        this.people = people;
        this.talk = talk;
    }

    /** Crashes, outages, pauses and repeated events side by side, until the planned crashes and outages are done. */
    void run() throws InterruptedException, ExecutionException {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> crashing = hands.submit(step(() -> crash(hands)));
            Future<?> takingAway = hands.submit(step(this::takeAway));
            Future<?> others = hands.submit(step(this::pause));
            Future<?> talking = hands.submit(step(this::repeat));
            crashing.get();
            takingAway.get();
            over = true;
            others.get();
            talking.get();
            hands.shutdown();
            hands.awaitTermination(2, TimeUnit.MINUTES);
        }
        for (Instance instance : site.instances()) {
            if (!instance.up()) {
                instance.startAgain();
            }
            instance.setClockRight();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static Callable<Void> step(Step step) {
        return () -> {
            step.run();
            return null;
        };
    }

    /** What is planned, and then points at which too few came by. */
    private void crash(ExecutorService hands) {
        plan.crashes().forEach(crash -> crash(crash, hands));
        for (int i = 0; i < MOST_MORE; i++) {
            int instance = i;
            await().atMost(ENOUGH_ARE_UP_WITHIN).until(() -> !site.store().away() && !site.broker().away());
            Plan.POINTS.stream().filter(point -> crashes().getOrDefault(point, 0) < LEAST_AT_EACH_POINT).findFirst()
                    .ifPresent(point -> crash(new Crash(500, instance, point, 1), hands));
        }
    }

    private void crash(Crash crash, ExecutorService hands) {
        Pace.until(Instant.now().plusMillis(crash.afterMillis()));
        await().atMost(ENOUGH_ARE_UP_WITHIN).until(() -> !site.store().away() && up().size() > 1);
        List<Instance> up = up();
        Instance victim = up.get(crash.instance() % up.size());
        hands.submit(step(() -> end(victim, crash)));
        await().atMost(ENOUGH_ARE_UP_WITHIN).until(() -> !victim.up());
    }

    private void end(Instance victim, Crash crash) throws InterruptedException {
        boolean anywhere = crash.point().equals(Plan.ANYWHERE);
        if (anywhere) {
            victim.end();
        }
        boolean there = !anywhere && victim.endAt(crash.point(), crash.times(), COMES_BY_WITHIN);
        note("instance " + site.instances().indexOf(victim) + " ended "
                + (there ? "at " + crash.point() : anywhere ? "anywhere" : "anywhere, not having come by " + crash.point()));
        synchronized (crashes) {
            crashes.merge(there ? crash.point() : Plan.ANYWHERE, 1, Integer::sum);
        }
        site.store().awaitThere();
        Instant from = Instant.now();
        victim.startAgain();
        note("instance " + site.instances().indexOf(victim) + " is there again after "
                + Duration.between(from, Instant.now()).toMillis() + " ms");
    }

    private List<Instance> up() {
        return site.instances().stream().filter(Instance::up).toList();
    }

    private void takeAway() throws InterruptedException {
        Thread stores = Thread.startVirtualThread(() -> plan.outages().stream().filter(Outage::store).forEach(this::away));
        plan.outages().stream().filter(outage -> !outage.store()).forEach(this::away);
        stores.join();
    }

    private void away(Outage outage) {
        Engine engine = outage.store() ? site.store() : site.broker();
        String name = outage.store() ? "store" : "broker";
        Pace.until(began.plusMillis(outage.atMillis()));
        try {
            note(name + " " + outage.manner());
            engine.take(outage.manner());
            Pace.until(Instant.now().plusMillis(outage.lengthMillis()));
            engine.giveBack();
            note(name + " is there again");
            Pace.until(Instant.now().plus(BETWEEN_OUTAGES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pause() throws InterruptedException {
        for (Pause pause : plan.pauses()) {
            Pace.until(Instant.now().plusMillis(pause.afterMillis()));
            Instance instance = site.instances().get(pause.instance());
            if (over || !instance.up()) {
                continue;
            }
            note("instance " + pause.instance() + " stands still for " + pause.lengthMillis() + " ms");
            instance.pause();
            Pace.until(Instant.now().plusMillis(pause.lengthMillis()));
            instance.resume();
        }
    }

    /** News of members and units, and old events of both topics once more. */
    private void repeat() {
        Random random = new Random(plan.seed());
        while (!over) {
            Pace.until(Instant.now().plusMillis(NEWS_EVERY_MILLIS));
            talk.tell(people.news(random));
            if (!site.broker().away()) {
                talk.repeat(random.nextBoolean() ? RequestEvent.TOPIC : RegistrationEvent.TOPIC, random, 8);
            }
        }
    }

    private void note(String what) {
        String line = "%6d ms %s".formatted(Duration.between(began, Instant.now()).toMillis(), what);
        diary.println(line);
    }

    /** Crashes by where they happened. */
    Map<String, Integer> crashes() {
        synchronized (crashes) {
            return Map.copyOf(crashes);
        }
    }
}
