package cn.jinlin.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The services behind the gateway, by name.
 *
 * @param bounds what each of them is protected by
 */
@ConfigurationProperties("jinlin")
public record Services(Map<String, Service> services, Bounds bounds) {

    /**
     * One service.
     *
     * @param url where its instances listen, without a path; at least one
     * @param paths what it answers: each with everything below it
     */
    public record Service(List<URI> url, List<String> paths) {}

    /**
     * The bounds of one service.
     *
     * @param responseTimeout how long it may be silent once it has the whole request; a stream of events may be for ever
     * @param inFlight how many requests it may hold
     * @param streams how many streams of events it may hold
     * @param window over how many calls failures are counted
     * @param least how many calls there must be before the breaker judges
     * @param failureRate at what share of them, in percent, it opens
     * @param openFor how long it stays open
     * @param trials how many calls are let through to see whether it can close
     */
    public record Bounds(Duration responseTimeout, int inFlight, int streams, int window, int least, int failureRate,
            Duration openFor, int trials) {}
}
