package cn.jinlin.kit.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import cn.jinlin.kit.idempotency.RequestKeys;
import cn.jinlin.kit.store.RequestKey;

/** Gives a handler its {@link RequestKey}, {@link IfMatch} or {@link Limit}. */
final class RequestArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(RequestKey.class, IfMatch.class, Limit.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == IfMatch.class) {
            String[] values = request.getHeaderValues(HttpHeaders.IF_MATCH);
            return IfMatch.of(values == null ? null : String.join(",", values));
        }
        if (parameter.getParameterType() == Limit.class) {
            return Limit.of(request.getParameter("limit"));
        }
        return RequestKeys.of(request.getNativeRequest(HttpServletRequest.class));
    }
}
