package cn.jinlin.kit.security;

import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import cn.jinlin.kit.domain.KitRefusal;

/** Lets a caller through to a handler that allows one of its roles, before the handler's arguments are read. */
final class AllowedInterceptor implements HandlerInterceptor {
    private final boolean publicAggregates;

    /** @param publicAggregates whether everybody may call a {@link PublicAggregate} */
    AllowedInterceptor(boolean publicAggregates) {
        this.publicAggregates = publicAggregates;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        if (method.hasMethodAnnotation(Open.class) || publicAggregates && method.hasMethodAnnotation(PublicAggregate.class)) {
            return true;
        }
        Caller caller = Callers.current()
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("no token"));
        if (!mayCall(caller, method) && !tellsOptions(request, method)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return true;
    }

    private static boolean mayCall(Caller caller, HandlerMethod method) {
        Allowed allowed = method.getMethodAnnotation(Allowed.class);
        return allowed != null && Stream.of(allowed.value()).anyMatch(caller::has);
    }

    /** The framework's own answer to OPTIONS: which methods there are, nothing else. */
    private static boolean tellsOptions(HttpServletRequest request, HandlerMethod method) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && !AnnotatedElementUtils.hasAnnotation(method.getMethod(), RequestMapping.class);
    }
}
