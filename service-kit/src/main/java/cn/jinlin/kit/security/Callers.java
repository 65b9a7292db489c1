package cn.jinlin.kit.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads a {@link Caller} from a verified token. Roles of other applications are passed over; a misshapen claim is 401. */
final class Callers implements Converter<Jwt, AbstractAuthenticationToken> {
    private static final int MAX_LENGTH = 200;
    private static final Set<String> ROLES = Stream.of(Role.values()).map(Role::name)
            .collect(Collectors.toUnmodifiableSet());

    /** The caller of the current request, when it brought a token. */
    static Optional<Caller> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerToken token ? Optional.of(token.caller) : Optional.empty();
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt jwt) {
        Set<Role> roles = new LinkedHashSet<>();
        texts(jwt, "roles").stream().filter(ROLES::contains).map(Role::valueOf).forEach(roles::add);
        String subject = text(jwt, "sub").orElseThrow(() -> malformed("sub"));
        return new CallerToken(new Caller(subject, roles, text(jwt, "member_id"), text(jwt, "unit_id"),
                Set.copyOf(texts(jwt, "community_ids")), text(jwt, "office"), text(jwt, "client_id").or(() -> text(jwt, "azp"))));
    }

    private static Optional<String> text(Jwt jwt, String claim) {
        Object value = jwt.getClaims().get(claim);
        return value == null ? Optional.empty() : Optional.of(checked(claim, value));
    }

    private static List<String> texts(Jwt jwt, String claim) {
        Object value = jwt.getClaims().get(claim);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Collection<?> values)) {
            throw malformed(claim);
        }
        return values.stream().map(each -> checked(claim, each)).distinct().toList();
    }

    private static String checked(String claim, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank() && text.length() <= MAX_LENGTH && text.indexOf('\0') < 0) {
            return text;
        }
        throw malformed(claim);
    }

    private static InvalidBearerTokenException malformed(String claim) {
        return new InvalidBearerTokenException("The claim " + claim + " is malformed");
    }

    private static final class CallerToken extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1L;

        private final transient Caller caller;

        CallerToken(Caller caller) {
            super(List.of());
            this.caller = caller;
            setAuthenticated(true);
        }

        @Override
        public String getCredentials() {
            return "";
        }

        @Override
        public Caller getPrincipal() {
            return caller;
        }

        @Override
        public String getName() {
            return caller.subject();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CallerToken token && token.caller.equals(caller);
        }

        @Override
        public int hashCode() {
            return caller.hashCode();
        }
    }
}
