package cn.jinlin.supervision.courier;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of calls to addresses that others chose.
 *
 * @param allowLoopback lets {@code http://} addresses of this very machine be called, for trying things out; off unless embedded
 * @param connectTimeout how long a connection may take
 * @param deadline how long a whole call may take, whatever the receiver does
 */
@ConfigurationProperties("jinlin.courier")
public record CourierProperties(@DefaultValue("false") boolean allowLoopback, @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration deadline) {}
