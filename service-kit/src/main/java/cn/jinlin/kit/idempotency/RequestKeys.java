package cn.jinlin.kit.idempotency;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.RequestKey;

/** Where a request keeps its {@link RequestKey} between the filter that made it and the handler. */
public final class RequestKeys {
    private static final String ATTRIBUTE = RequestKeys.class.getName();
    private static final int IDS = 4;

    private RequestKeys() {}

    static List<String> freshIds() {
        return Stream.generate(Ids::next).limit(IDS).toList();
    }

    static void keep(HttpServletRequest request, RequestKey key) {
        request.setAttribute(ATTRIBUTE, key);
    }

    public static RequestKey of(@Nullable HttpServletRequest request) {
        return request != null && request.getAttribute(ATTRIBUTE) instanceof RequestKey kept
                ? kept
                : new RequestKey(Optional.empty(), freshIds());
    }
}
