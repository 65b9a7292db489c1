package cn.jinlin.gateway.access;

import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

import cn.jinlin.gateway.rate.RateLimit;

/**
 * The order of the checks: token, rate, then whether the path needs a token at all. The API does, but for the check of a
 * certificate, which anybody may make, and the figures about whole communities where the district shows them to everybody;
 * what lies outside it (the Open311 door, health, pages) asks for its own proof.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Access {
    private static final String[] AGGREGATES = {"/api/v1/coverage", "/api/v1/coverage.geojson", "/api/v1/coverage/history",
        "/api/v1/coverage/summary", "/api/v1/support-plans/arrows", "/api/v1/findings/counts"};

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityWebFilterChain checks(ServerHttpSecurity http, ReactiveJwtDecoder tokens, Unauthenticated unauthenticated,
            RateLimit rates, OriginSettings origins, @Value("${jinlin.public-aggregates}") boolean publicAggregates) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable).httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable).cors(ServerHttpSecurity.CorsSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(paths -> paths(paths, publicAggregates))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated)
                        .jwt(jwt -> jwt.jwtDecoder(tokens)))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(unauthenticated))
                .addFilterAt(Origins.filter(origins), SecurityWebFiltersOrder.CORS)
                .addFilterAfter(rates::admit, SecurityWebFiltersOrder.AUTHENTICATION)
                .build();
    }

    private static void paths(AuthorizeExchangeSpec paths, boolean publicAggregates) {
        if (publicAggregates) {
            paths.pathMatchers(HttpMethod.GET, AGGREGATES).permitAll();
        }
        paths.pathMatchers(HttpMethod.GET, "/api/v1/certificates/*").permitAll().pathMatchers("/api/v1/**")
                .authenticated().anyExchange().permitAll();
    }
}
