package cn.jinlin.launcher.district;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The district at its real figures, made up and always the same: nobody in it exists. Names end in a number, phones lie in one
 * block of ten thousand. Members are spread unevenly, as they are in life.
 */
final class FullPlan {
    static final int UNITS = 100;
    static final int MEMBERS = 4_710;
    static final int TEAMS = 113;
    static final int PAIRINGS = 560;
    private static final long SEED = 350_211;
    private static final int NEAREST = 6;
    private static final String[] KINDS = {"GOVERNMENT", "INSTITUTION", "INSTITUTION", "ENTERPRISE", "SOCIAL"};
    private static final String[] FAMILIES = {"陈", "林", "黄", "张", "李", "王", "吴", "郑", "蔡", "许", "叶", "苏", "庄", "洪", "郭"};
    private static final String[] SKILLS = {"急救", "搬运", "水电维修", "法律咨询", "政策宣讲", "心理疏导", "理发", ""};

    private final List<Community> communities;
    private final List<PlannedUnit> units = new ArrayList<>();
    private final List<PlannedMember> members = new ArrayList<>();

    FullPlan(List<Community> communities) {
        this.communities = communities;
        Random random = new Random(SEED);
        for (int i = 1; i <= UNITS; i++) {
            units.add(unit(i, random));
        }
        for (int i = 1; i <= MEMBERS; i++) {
            members.add(member(i, random));
        }
    }

    List<PlannedUnit> units() {
        return units;
    }

    List<PlannedMember> members() {
        return members;
    }

    /** How many teams each community has: one, and the first of them two. */
    Map<String, Integer> teams() {
        return spread(TEAMS);
    }

    /** How many households of each community are paired. */
    Map<String, Integer> pairings() {
        return spread(PAIRINGS);
    }

    private PlannedUnit unit(int number, Random random) {
        Community near = communities.get(random.nextInt(communities.size()));
        double longitude = near.longitude() + random.nextGaussian() / 200;
        double latitude = near.latitude() + random.nextGaussian() / 200;
        List<String> nearest = communities.stream()
                .sorted(Comparator.comparingDouble(one -> Math.hypot(one.longitude() - longitude, one.latitude() - latitude)))
                .limit(NEAREST).map(Community::code).toList();
        return new PlannedUnit(String.format("示例单位%03d", number), KINDS[number % KINDS.length], rounded(longitude),
                rounded(latitude), nearest.subList(0, 1 + random.nextInt(3)));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 10_000) / 10_000.0;
    }

    /** Squares draw to the low numbers: some units and communities have many members, some few. */
    private PlannedMember member(int number, Random random) {
        int unit = skewed(random, UNITS);
        List<String> partners = units.get(unit).partners();
        Community home = communities.get(skewed(random, communities.size()));
        int share = random.nextInt(10);
        boolean withUnit = share < 7;
        boolean atHome = share >= 4;
        return new PlannedMember(FAMILIES[random.nextInt(FAMILIES.length)] + "某" + String.format("%04d", number),
                String.format("1990000%04d", number), unit,
                Optional.of(partners.get(random.nextInt(partners.size()))).filter(one -> withUnit),
                Optional.of(home.code()).filter(one -> atHome), Optional.of(home.firstCompound()).filter(one -> atHome),
                SKILLS[random.nextInt(SKILLS.length)]);
    }

    private static int skewed(Random random, int bound) {
        double draw = random.nextDouble();
        return (int) (draw * (0.3 + 0.7 * draw) * bound);
    }

    private Map<String, Integer> spread(int all) {
        Map<String, Integer> spread = new LinkedHashMap<>();
        for (int i = 0; i < all; i++) {
            spread.merge(communities.get(i % communities.size()).code(), 1, Integer::sum);
        }
        return spread;
    }
}
