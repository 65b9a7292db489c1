package cn.jinlin.supervision.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import cn.jinlin.events.Location;

/** Lenders and needs of a made-up district, scattered over some kilometres. */
record RandomLending(List<Lender> lenders, List<Need> needs) {
    /** @param people at most so many a lender; places are of the same size */
    static RandomLending of(long seed, int lenders, int needs, int people, double kilometres) {
        Random random = new Random(seed);
        List<Lender> able = new ArrayList<>();
        for (int i = 0; i < lenders; i++) {
            able.add(new Lender(String.format("unit-%05d", i), somewhere(random, kilometres), random.nextInt(people + 1)));
        }
        List<Need> open = new ArrayList<>();
        for (int i = 0; i < needs; i++) {
            open.add(new Need(String.format("community-%05d", i), somewhere(random, kilometres), random.nextInt(people + 1)));
        }
        return new RandomLending(able, open);
    }

    /** A grid of 100 metres, so that some stand at the very same place. */
    private static Location somewhere(Random random, double kilometres) {
        int cells = (int) (kilometres * 10);
        return new Location(118 + random.nextInt(cells) * 0.001, 24.5 + random.nextInt(cells) * 0.0009);
    }
}
