package cn.jinlin.gateway.route;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;

/**
 * The instances of each service, asked in turn. One that refused a connection a moment ago, or was not ready when last
 * asked, is passed over, unless all are like that.
 */
@Component
public final class Instances {
    private static final Duration PASSED_OVER_FOR = Duration.ofSeconds(2);

    private final Map<String, Turn> turns;
    private final Map<URI, Instant> refused = new ConcurrentHashMap<>();
    private final Set<URI> notReady = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    Instances(Services settings, Clock clock) {
        this.turns = settings.services().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Turn.of(entry.getValue().url())));
        this.clock = clock;
    }

    private record Turn(List<URI> addresses, AtomicInteger next) {
        static Turn of(List<URI> addresses) {
            return new Turn(List.copyOf(addresses), new AtomicInteger());
        }

        List<URI> inTurn() {
            int first = Math.floorMod(next.getAndIncrement(), addresses.size());
            return IntStream.range(0, addresses.size()).mapToObj(i -> addresses.get((first + i) % addresses.size())).toList();
        }
    }

    /** Where the next request of this service goes. */
    URI next(String service) {
        Turn turn = Objects.requireNonNull(turns.get(service));
        if (turn.addresses().size() == 1) {
            return turn.addresses().getFirst();
        }
        Instant now = clock.instant();
        List<URI> inTurn = turn.inTurn();
        return inTurn.stream().filter(address -> !notReady.contains(address))
                .filter(address -> refused.getOrDefault(address, Instant.MIN).isBefore(now)).findFirst()
                .orElse(inTurn.getFirst());
    }

    void refused(URI address) {
        refused.put(address, clock.instant().plus(PASSED_OVER_FOR));
    }

    /** What an instance itself said of its readiness; one that did not answer is not ready. */
    public void heard(URI address, boolean isReady) {
        if (isReady) {
            notReady.remove(address);
        } else {
            notReady.add(address);
        }
    }
}
