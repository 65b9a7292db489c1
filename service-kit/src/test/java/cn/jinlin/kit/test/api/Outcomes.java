package cn.jinlin.kit.test.api;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;

/**
 * What a call of a handler may come to: the statuses of success, and by status the codes of every problem. Both are read
 * from what the handler reaches in the compiled classes, so that a new refusal can't be forgotten in the document.
 */
final class Outcomes {
    private final HandlerMethod handler;
    private final List<Bytecode.Facts> reached;
    private final List<Bytecode.Facts> own;

    Outcomes(HandlerMethod handler) {
        this.handler = handler;
        Method method = handler.getMethod();
        String controller = method.getDeclaringClass().getName().replace('.', '/');
        reached = Bytecode.ofProject().reach(method, _ -> true);
        own = Bytecode.ofProject().reach(method,
                owner -> owner.equals(controller) || owner.startsWith(controller + '$') || owner.endsWith("/web/Answers"));
    }

    /** Statuses of success, the usual one first. */
    List<Integer> successes() {
        ResponseStatus fixed = handler.getMethodAnnotation(ResponseStatus.class);
        if (fixed != null) {
            return List.of(fixed.code().value());
        }
        if (!ResponseEntity.class.isAssignableFrom(handler.getMethod().getReturnType())) {
            return List.of(200);
        }
        SortedSet<Integer> statuses = new TreeSet<>();
        calls().forEach(call -> {
            switch (call) {
                case "ok" -> statuses.add(200);
                case "created" -> statuses.add(201);
                case "accepted" -> statuses.add(202);
                case "noContent" -> statuses.add(204);
                default -> {
                }
            }
        });
        return statuses.isEmpty() ? List.of(200) : List.copyOf(statuses);
    }

    /** Whether the answer of success has a strong ETag. */
    boolean tagged() {
        return calls().anyMatch("eTag"::equals);
    }

    private Stream<String> calls() {
        return own.stream().flatMap(facts -> facts.calls().stream())
                .filter(call -> call.owner().startsWith("org/springframework/http/ResponseEntity")).map(Bytecode.Call::name);
    }

    /** Codes of the problems by status. */
    SortedMap<Integer, SortedSet<String>> problems(String path) {
        SortedMap<Integer, SortedSet<String>> problems = new TreeMap<>();
        add(problems, 400, "BAD_REQUEST");
        add(problems, 406, "NOT_ACCEPTABLE");
        add(problems, 500, "INTERNAL");
        add(problems, 503, "UNAVAILABLE", "STORE_UNAVAILABLE");
        if (takesInput()) {
            add(problems, 400, "INVALID_INPUT");
        }
        if (!handler.hasMethodAnnotation(Open.class)) {
            add(problems, 401, "UNAUTHENTICATED", "INVALID_TOKEN");
            add(problems, 403, "FORBIDDEN");
            add(problems, 503, "ISSUER_UNAVAILABLE");
        }
        if (path.contains("{")) {
            add(problems, 404, "NOT_FOUND");
        }
        if (takes(Body.class) || readsRequest()) {
            add(problems, 413, "BODY_TOO_LARGE");
            add(problems, 415, "UNSUPPORTED_MEDIA_TYPE");
        }
        if (takes(RequestKey.class) || handler.hasMethodAnnotation(PostMapping.class)) {
            add(problems, 400, "INVALID_INPUT");
            add(problems, 409, "IDEMPOTENCY_KEY_IN_USE");
            add(problems, 422, "IDEMPOTENCY_KEY_REUSED");
        }
        reached.stream().flatMap(facts -> facts.fields().stream()).distinct().forEach(field -> {
            Refusal refusal = refusal(field);
            if (refusal != null) {
                add(problems, refusal.kind().status(), refusal.name());
            }
        });
        return problems;
    }

    private boolean takesInput() {
        return takes(Body.class) || takes(Limit.class) || takes(IfMatch.class) || annotated(RequestParam.class)
                || annotated(RequestHeader.class) || reached.stream().flatMap(facts -> facts.calls().stream())
                        .anyMatch(call -> call.owner().equals("cn/jinlin/kit/domain/Invalid"));
    }

    private boolean readsRequest() {
        return handler.hasMethodAnnotation(PostMapping.class) && Arrays.stream(handler.getMethodParameters())
                .anyMatch(each -> each.getParameterType() == HttpServletRequest.class);
    }

    private boolean takes(Class<?> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(each -> each.getParameterType() == type);
    }

    private boolean annotated(Class<? extends java.lang.annotation.Annotation> type) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(each -> each.hasParameterAnnotation(type));
    }

    private static @Nullable Refusal refusal(Bytecode.Field field) {
        if (!field.owner().startsWith("cn/jinlin/")) {
            return null;
        }
        try {
            Class<?> type = Class.forName(field.owner().replace('/', '.'), false, Outcomes.class.getClassLoader());
            return Refusal.class.isAssignableFrom(type) && type.isEnum()
                    ? Stream.of(type.getEnumConstants()).map(Refusal.class::cast)
                            .filter(each -> each.name().equals(field.name())).findFirst().orElse(null)
                    : null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(SortedMap<Integer, SortedSet<String>> problems, int status, String... codes) {
        problems.computeIfAbsent(status, _ -> new TreeSet<>()).addAll(List.of(codes));
    }
}
