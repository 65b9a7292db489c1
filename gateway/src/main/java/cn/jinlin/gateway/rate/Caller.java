package cn.jinlin.gateway.rate;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whose requests are counted together.
 *
 * @param key the member or client that the token names, else its subject, else the address
 * @param member whether MEMBER is the only role
 */
record Caller(String key, boolean member) {

    /** A member is one caller with all of its tokens, and so is a client of the platform. */
    static Caller of(Jwt token, String address) {
        List<String> roles = Objects.requireNonNullElse(token.getClaimAsStringList("roles"), List.of());
        boolean member = roles.equals(List.of("MEMBER"));
        String key = Stream.of(named("member", member ? token.getClaimAsString("member_id") : null),
                named("client", roles.contains("PLATFORM") ? token.getClaimAsString("client_id") : null),
                named("subject", token.getSubject())).flatMap(Optional::stream).findFirst().orElse("address " + address);
        return new Caller(key, member);
    }

    private static Optional<String> named(String kind, @Nullable String name) {
        return Optional.ofNullable(name).map(known -> kind + " " + known);
    }

    /** Under what the bucket is stored: no store gets to know who it is, and another rate is another bucket. */
    String kept(RateSettings.Rate rate) {
        try {
            byte[] text = (key + " " + rate).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
