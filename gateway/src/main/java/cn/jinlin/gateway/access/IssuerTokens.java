package cn.jinlin.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import io.netty.channel.ChannelOption;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** Tokens of an OpenID Connect issuer: its keys are looked up at the first token, so that it may start later. */
@Configuration(proxyBeanMethods = false)
@Profile("!dev-tokens")
class IssuerTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Bean
    ReactiveJwtDecoder issuerTokenDecoder(TokenSettings settings, Clock clock) {
        String issuer = Objects.requireNonNull(settings.issuer());
        TokenRules rules = new TokenRules(issuer, settings.audience(), settings.skew(), clock);
        return new RememberedTokens(new SupplierReactiveJwtDecoder(() -> decoder(issuer, settings, rules)), rules);
    }

    private static ReactiveJwtDecoder decoder(String issuer, TokenSettings settings, TokenRules rules) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withIssuerLocation(issuer).webClient(keys())
                .jwsAlgorithms(allowed -> allowed.addAll(settings.algorithms())).validateType(false).build();
        decoder.setJwtValidator(rules);
        return decoder;
    }

    private static WebClient keys() {
        HttpClient client = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis()).responseTimeout(PATIENCE);
        return WebClient.builder().clientConnector(new ReactorClientHttpConnector(client)).build();
    }
}
