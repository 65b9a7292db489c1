package cn.jinlin.bare;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the full gateway is measured against: Spring Cloud Gateway with one route and nothing else of ours. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {ReactiveWebSecurityAutoConfiguration.class,
    ReactiveManagementWebSecurityAutoConfiguration.class, ReactiveUserDetailsServiceAutoConfiguration.class})
public class BareGateway {

    public static void main(String[] arguments) {
        SpringApplication.run(BareGateway.class, arguments);
    }

    @Bean
    RouteLocator all(RouteLocatorBuilder builder, @Value("${bare.url}") String url) {
        return builder.routes().route("all", route -> route.path("/**").uri(url)).build();
    }
}
