package cn.jinlin.gateway.health;

import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.drain.Drain;

/** The health of the gateway: the state of each service by name, and UP over all of them once all were ready, until it drains. */
@Configuration(proxyBeanMethods = false)
class SuiteHealth {

    @Bean
    CompositeReactiveHealthContributor services(ServiceWatch watch) {
        Map<String, ReactiveHealthContributor> states = new TreeMap<>();
        watch.names().forEach(name -> states.put(name, state(watch, name)));
        return CompositeReactiveHealthContributor.fromMap(states);
    }

    @Bean
    StatusAggregator onceAllWereReady(ServiceWatch watch, Drain drain) {
        return statuses -> watch.allWereReady() && !drain.hasBegun() ? Status.UP : Status.OUT_OF_SERVICE;
    }

    private static ReactiveHealthIndicator state(ServiceWatch watch, String name) {
        return () -> Mono.fromSupplier(() -> (watch.isReady(name) ? Health.up() : Health.down()).build());
    }
}
