package cn.jinlin.request.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.request.chaos.Engine.Manner;

/** All that will be done to a run; the same seed gives the same plan. */
record Plan(long seed, List<Crash> crashes, List<Outage> outages, List<Pause> pauses) {
    /** Anywhere, by kill -9. */
    static final String ANYWHERE = "anywhere";
    static final List<String> POINTS = List.of("held", FaultHook.written("order"), FaultHook.SENT, FaultHook.ACKNOWLEDGED);

    private static final int SHORT_MILLIS = 1_500;
    private static final int MINUTE_MILLIS = 60_000;

    /** One instance ends, {@code afterMillis} after the one before. */
    record Crash(int afterMillis, int instance, String point, int times) {}

    /** An engine is away, {@code atMillis} from the beginning on. */
    record Outage(boolean store, Manner manner, int atMillis, int lengthMillis) {}

    /** A process stands still, {@code afterMillis} after the one before went on. */
    record Pause(int afterMillis, int instance, int lengthMillis) {}

    /** What is going to happen, a line for each. */
    List<String> lines() {
        return Stream.of(outages, crashes, pauses).flatMap(List::stream).map(Record::toString).toList();
    }

    static Plan of(long seed, int crashes, int instances) {
        Random random = new Random(seed);
        List<String> points = new ArrayList<>();
        while (points.size() < crashes) {
            List<String> round = new ArrayList<>(POINTS);
            round.add(ANYWHERE);
            Collections.shuffle(round, random);
            points.addAll(round);
        }
        List<Crash> planned = points.stream().limit(crashes)
                .map(point -> new Crash(random.nextInt(300, 2_500), random.nextInt(instances), point,
                        random.nextInt(1, point.equals("held") ? 3 : 5)))
                .toList();
        List<Pause> pauses = new ArrayList<>();
        for (int i = 0; i < 5 + crashes / 5; i++) {
            pauses.add(new Pause(random.nextInt(3_000, 12_000), random.nextInt(instances), random.nextInt(3_000, 15_000)));
        }
        return new Plan(seed, planned, outages(random), pauses);
    }

    /** Each engine once for a moment and once for a minute, the one killed and the other stopped; the minutes overlap. */
    private static List<Outage> outages(Random random) {
        Manner one = random.nextBoolean() ? Manner.KILLED : Manner.STOPPED;
        Manner other = one == Manner.KILLED ? Manner.STOPPED : Manner.KILLED;
        int begin = random.nextInt(18_000, 22_000);
        return List.of(new Outage(true, other, random.nextInt(5_000, 8_000), SHORT_MILLIS),
                new Outage(false, one, random.nextInt(10_000, 13_000), SHORT_MILLIS),
                new Outage(false, other, begin, MINUTE_MILLIS), new Outage(true, one, begin + 16_000, MINUTE_MILLIS));
    }
}
