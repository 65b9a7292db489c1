package cn.jinlin.supervision.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.rule.Evidence.Item;

import static cn.jinlin.supervision.rule.Story.LIMITS;
import static cn.jinlin.supervision.rule.Story.day;
import static org.assertj.core.api.Assertions.assertThat;

class PlaceRulesTest {
    private static final Deed CROWDED = Story.order(Kind.CROWDED, "crowded", day(1), day(3));

    @Test
    void findsAcceptedPeopleWhomNobodySawComing() {
        List<Deed> served = people(Kind.SERVED, 3);
        assertThat(PlaceRules.acceptedWithoutCheckIns(served, people(Kind.CHECKED_IN, 3), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.acceptedWithoutCheckIns(served, people(Kind.CHECKED_IN, 2), Set.of(), LIMITS)).hasValueSatisfying(
                found -> assertThat(found.items()).singleElement()
                        .satisfies(item -> assertThat(item.memberId()).contains("member-2")));
    }

    @Test
    void findsWorkThatNobodyCheckedInToThemselvesFromFivePeopleOn() {
        List<Deed> rollCall = people(Kind.CHECKED_IN, 5).stream().map(Story::byOfficer).toList();
        assertThat(PlaceRules.acceptedWithoutCheckIns(people(Kind.SERVED, 5), rollCall, Set.of(), LIMITS)).hasValueSatisfying(
                found -> assertThat(found.items()).hasSize(5).extracting(Item::measure).containsOnly(1L));
        assertThat(PlaceRules.acceptedWithoutCheckIns(people(Kind.SERVED, 4), rollCall, Set.of(), LIMITS)).isEmpty();
        List<Deed> oneByPhone = new ArrayList<>(rollCall.subList(1, 5));
        oneByPhone.add(people(Kind.CHECKED_IN, 1).getFirst());
        assertThat(PlaceRules.acceptedWithoutCheckIns(people(Kind.SERVED, 5), oneByPhone, Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.acceptedWithoutCheckIns(people(Kind.SERVED, 5), rollCall,
                Set.copyOf(people(Kind.SERVED, 5).stream().map(Deed::key).toList()), LIMITS)).isEmpty();
    }

    @Test
    void findsADeviceThatManyScanWith() {
        Deed first = Story.scan("a", "member-1", day(0));
        Deed again = Story.scan("b", "member-1", day(0.5));
        Deed second = Story.scan("a", "member-2", day(0.1));
        Deed third = Story.scan("a", "member-3", day(0.9));
        Deed nextDay = Story.scan("c", "member-3", day(1.2));
        assertThat(PlaceRules.oneDeviceManyMembers(List.of(first, again, second), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.oneDeviceManyMembers(List.of(first, second, nextDay), Set.of(), LIMITS)).isEmpty();
        Evidence found = PlaceRules.oneDeviceManyMembers(List.of(third, first, second), Set.of(), LIMITS).orElseThrow();
        assertThat(found.items()).hasSize(3).extracting(Item::measure).containsOnly(3L);
        assertThat(PlaceRules.oneDeviceManyMembers(List.of(first, second, third, nextDay), Set.copyOf(found.weighed()), LIMITS))
                .isEmpty();
    }

    @Test
    void findsACommunityWhoseOrdersMostlyFallThrough() {
        assertThat(PlaceRules.mostlyCancelled(orders(5), fallen(0, 1), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.mostlyCancelled(orders(4), fallen(0, 1, 2, 3), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.mostlyCancelled(orders(5), fallen(0, 2, 4), Set.of(), LIMITS)).hasValueSatisfying(found -> {
            assertThat(found.items()).extracting(Item::key).containsExactly("order-0", "order-2", "order-4");
            assertThat(found.items()).extracting(Item::measure).containsOnly(60L);
            assertThat(found.weighed()).hasSize(5);
        });
    }

    @Test
    void whatNobodyWasToldOfDoesNotCountAsFallenThrough() {
        List<Deed> neverPublished = IntStream.range(10, 20)
                .mapToObj(i -> Story.order(Kind.FALLEN_THROUGH, "order-" + i, day(i), day(i))).toList();
        assertThat(PlaceRules.mostlyCancelled(orders(5), neverPublished, Set.of(), LIMITS)).isEmpty();
    }

    @Test
    void ordersThatWereWeighedBeforeDoNotCountAgain() {
        Set<String> settled = Set
                .copyOf(PlaceRules.mostlyCancelled(orders(5), fallen(0, 2, 4), Set.of(), LIMITS).orElseThrow().weighed());
        assertThat(PlaceRules.mostlyCancelled(orders(9), fallen(0, 2, 4, 5, 6, 7), settled, LIMITS)).isEmpty();
        assertThat(PlaceRules.mostlyCancelled(orders(10), fallen(0, 2, 4, 5, 6, 7), settled, LIMITS)).isPresent();
    }

    @Test
    void findsASwarmBesideEmptyOrders() {
        List<Deed> beside = new ArrayList<>(List.of(CROWDED));
        for (int i = 0; i < 3; i++) {
            beside.add(Story.order(Kind.PUBLISHED, "beside-" + i, day(0), day(3)));
        }
        assertThat(PlaceRules.swarming(CROWDED, beside, List.of(), Set.of(), Set.of(), LIMITS)).hasValueSatisfying(
                found -> assertThat(found.items()).hasSize(4).extracting(Item::measure).containsOnly(3L));
        assertThat(PlaceRules.swarming(CROWDED, beside, List.of(), Set.of("beside-1"), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.swarming(CROWDED, beside, List.of(), Set.of(), Set.of(CROWDED.key()), LIMITS)).isEmpty();
        Deed gone = Story.order(Kind.FALLEN_THROUGH, "beside-0", day(0.5), day(3));
        Deed goneLater = Story.order(Kind.FALLEN_THROUGH, "beside-0", day(2), day(3));
        assertThat(PlaceRules.swarming(CROWDED, beside, List.of(gone), Set.of(), Set.of(), LIMITS)).isEmpty();
        assertThat(PlaceRules.swarming(CROWDED, beside, List.of(goneLater), Set.of(), Set.of(), LIMITS)).isPresent();
    }

    @Test
    void whatWasPublishedAfterwardsWasNoChoice() {
        List<Deed> later = IntStream.range(0, 5).mapToObj(i -> Story.order(Kind.PUBLISHED, "later-" + i, day(2), day(3)))
                .toList();
        assertThat(PlaceRules.swarming(CROWDED, later, List.of(), Set.of(), Set.of(), LIMITS)).isEmpty();
    }

    private static List<Deed> people(Kind kind, int many) {
        return IntStream.range(0, many).mapToObj(i -> Story.of(kind, "order-1", "member-" + i, day(0))).toList();
    }

    private static List<Deed> orders(int many) {
        return IntStream.range(0, many).mapToObj(i -> Story.order(Kind.PUBLISHED, "order-" + i, day(i), day(i))).toList();
    }

    private static List<Deed> fallen(int... orders) {
        return IntStream.of(orders).mapToObj(i -> Story.order(Kind.FALLEN_THROUGH, "order-" + i, day(i), day(i))).toList();
    }
}
