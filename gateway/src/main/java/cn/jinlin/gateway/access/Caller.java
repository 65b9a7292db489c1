package cn.jinlin.gateway.access;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whose requests are counted together.
 *
 * @param key the subject of the token, or the address without one
 * @param member whether MEMBER is the only role
 */
record Caller(String key, boolean member) {

    static Caller of(Jwt token, String address) {
        List<String> roles = token.getClaimAsStringList("roles");
        boolean member = roles != null && roles.equals(List.of("MEMBER"));
        return token.getSubject() == null
                ? new Caller("address " + address, member)
                : new Caller("subject " + token.getSubject(), member);
    }

    static Caller at(String address) {
        return new Caller("address " + address, false);
    }

    /** The nearest address that is no trusted proxy, so that nobody can pick his own. */
    static String address(ServerHttpRequest request, @Nullable Pattern trusted) {
        String nearest = host(request.getRemoteAddress());
        String forwarded = String.join(",", request.getHeaders().getOrEmpty("X-Forwarded-For"));
        List<String> hops = forwarded.isEmpty() ? List.of() : List.of(forwarded.split(",")).reversed();
        for (String hop : hops) {
            if (trusted == null || !trusted.matcher(nearest).matches()) {
                break;
            }
            nearest = hop.strip();
        }
        return nearest;
    }

    private static String host(@Nullable InetSocketAddress remote) {
        return remote == null ? "unknown" : remote.getHostString();
    }
}
