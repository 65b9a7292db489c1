package cn.jinlin.kit.problem;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.body.Texts;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.trace.Trace;
import cn.jinlin.kit.trace.TraceFilter;

/** Words a {@link Problem} in the caller's language and sends it as RFC 9457, whatever the caller accepts. */
public final class ProblemWriter {
    private static final String TYPE = "https://jinlin.invalid/problems/";

    private final ProblemTexts texts;
    private final JsonMapper mapper;

    public ProblemWriter(ProblemTexts texts, JsonMapper mapper) {
        this.texts = texts;
        this.mapper = mapper;
    }

    /** Does nothing when the answer is already on its way. */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale locale = Languages.of(request.getHeader("Accept-Language"));
        byte[] body = mapper.writeValueAsBytes(members(request, problem, locale));
        response.reset();
        TraceFilter.mark(response, Trace.of(request));
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Content-Language", locale.toLanguageTag());
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Map<String, Object> members(HttpServletRequest request, Problem problem, Locale locale) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("type", TYPE + problem.code().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("title", texts.title(problem, locale));
        members.put("status", problem.status());
        members.put("detail", texts.detail(problem, locale));
        members.put("instance", instance(request));
        members.put("code", problem.code());
        members.put("traceId", Trace.of(request));
        members.put("errors", problem.errors().isEmpty() ? null : errors(problem.errors(), locale));
        problem.properties().forEach(members::putIfAbsent);
        Map<String, Object> present = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    private List<Map<String, String>> errors(List<FieldError> errors, Locale locale) {
        return errors.stream().map(error -> {
            Map<String, String> shown = new LinkedHashMap<>();
            shown.put("field", Texts.printable(error.field()));
            shown.put("code", error.code());
            shown.put("message", texts.field(error, locale));
            return shown;
        }).toList();
    }

    private static @Nullable String instance(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String before ? before : request.getRequestURI();
        try {
            return path == null ? null : new URI(path).getRawPath();
        } catch (URISyntaxException _) {
            return null;
        }
    }
}
