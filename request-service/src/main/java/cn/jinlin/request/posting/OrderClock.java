package cn.jinlin.request.posting;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;
import cn.jinlin.request.order.ServiceOrders;

/** Lets time move orders on: starts, lapses, wider stages, closing; each within two seconds of its hour. */
@Configuration(proxyBeanMethods = false)
class OrderClock {
    private static final Duration EVERY = Duration.ofMillis(500);

    @Bean
    DueWork dueOrders(ServiceOrders orders, Clock clock) {
        return orders.passing(clock, EVERY, orderId -> orders.letPass(orderId, clock.instant()));
    }
}
