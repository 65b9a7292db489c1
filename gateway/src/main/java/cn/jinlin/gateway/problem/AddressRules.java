package cn.jinlin.gateway.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What an address may look like: what the strict firewall allows, and ASCII alone (RFC 3986), since raw characters
 * would reach a service as other ones than were meant.
 */
@Component
final class AddressRules implements ServerWebExchangeFirewall {

    private final ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

    @Override
    public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
        URI address = exchange.getRequest().getURI();
        return StandardCharsets.US_ASCII.newEncoder().canEncode(address.toString())
                ? strict.getFirewalledExchange(exchange)
                : Mono.error(new ServerExchangeRejectedException("The address is not ASCII"));
    }
}
