package cn.jinlin.request.posting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.test.Stores;

import static org.assertj.core.api.Assertions.assertThat;

class NumbersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 12);
    private List<Numbers> instances;

    @BeforeEach
    void start() {
        MongoDatabase database = Stores.fresh();
        instances = IntStream.range(0, 3).mapToObj(_ -> new Numbers(Stores.on(database, Clock.systemUTC()))).toList();
    }

    private static RequestKey unkeyed() {
        return new RequestKey(Optional.empty(), List.of(Ids.next()));
    }

    @Test
    void givesEveryPostOfADayItsOwnNumberWhicheverInstanceAsks() throws Exception {
        List<String> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = IntStream.range(0, 300)
                    .mapToObj(i -> threads.submit(() -> instances.get(i % 3).next("35021110200" + i % 7, DAY, unkeyed())))
                    .toList();
            for (Future<String> each : asked) {
                numbers.add(each.get());
            }
        }
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(1, 300).mapToObj("350211-20261012-%04d"::formatted).toList());
    }

    @Test
    void countsEveryDistrictAndDayFromOne() {
        Numbers numbers = instances.getFirst();
        assertThat(numbers.next("350211102006", DAY, unkeyed())).isEqualTo("350211-20261012-0001");
        assertThat(numbers.next("350203002001", DAY, unkeyed())).isEqualTo("350203-20261012-0001");
        assertThat(numbers.next("350211001001", DAY.plusDays(1), unkeyed())).isEqualTo("350211-20261013-0001");
        assertThat(numbers.next("350211001001", DAY, unkeyed())).isEqualTo("350211-20261012-0002");
    }

    @Test
    void givesARepeatedRequestTheSameNumberOnAnyInstance() {
        RequestKey key = new RequestKey(Optional.of("caller-and-key"), List.of(Ids.next()));
        assertThat(instances.stream().map(numbers -> numbers.next("350211102006", DAY, key)))
                .containsOnly("350211-20261012-0001");
    }
}
