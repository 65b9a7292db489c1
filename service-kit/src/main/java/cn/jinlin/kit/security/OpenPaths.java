package cn.jinlin.kit.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Matches what needs no token: health, the API document, the paths of {@link Open} handlers, and where the district shows
 * its aggregates those of each {@link PublicAggregate}. All else needs one.
 */
final class OpenPaths implements RequestMatcher {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final boolean publicAggregates;
    private volatile @Nullable List<RequestMatcher> matchers;

    OpenPaths(ObjectProvider<RequestMappingHandlerMapping> mappings, boolean publicAggregates) {
        this.mappings = mappings;
        this.publicAggregates = publicAggregates;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        List<RequestMatcher> known = matchers;
        if (known == null) {
            known = Stream.concat(fixed(), mappings.stream().flatMap(this::ofHandlers)).toList();
            matchers = known;
        }
        return known.stream().anyMatch(matcher -> matcher.matches(request));
    }

    private static Stream<RequestMatcher> fixed() {
        return Stream.of("/actuator/health", "/actuator/health/**", "/v3/api-docs", "/v3/api-docs/**",
                "/v3/api-docs.yaml").flatMap(path -> matchers(Set.of(RequestMethod.GET), path));
    }

    private Stream<RequestMatcher> ofHandlers(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> needsNoToken(entry.getValue())).map(entry -> entry.getKey())
                .flatMap(OpenPaths::ofHandler);
    }

    private boolean needsNoToken(HandlerMethod handler) {
        return handler.hasMethodAnnotation(Open.class)
                || publicAggregates && handler.hasMethodAnnotation(PublicAggregate.class);
    }

    private static Stream<RequestMatcher> ofHandler(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream().flatMap(path -> matchers(methods, path));
    }

    private static Stream<RequestMatcher> matchers(Set<RequestMethod> methods, String path) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        if (methods.isEmpty()) {
            return Stream.of(paths.matcher(path));
        }
        return methods.stream().map(RequestMethod::asHttpMethod)
                .flatMap(method -> HttpMethod.GET.equals(method) ? Stream.of(method, HttpMethod.HEAD) : Stream.of(method))
                .map(method -> paths.matcher(method, path));
    }
}
