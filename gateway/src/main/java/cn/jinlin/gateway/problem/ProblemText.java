package cn.jinlin.gateway.problem;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Puts a problem into words: the JSON body of RFC 9457, in the given language. */
final class ProblemText {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BUNDLE = "cn.jinlin.gateway.problem.problems";
    private static final ResourceBundle.Control EXACT = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ProblemText() {}

    static byte[] body(Problem problem, Locale language, String traceId, @Nullable String path) {
        ResourceBundle words = ResourceBundle.getBundle(BUNDLE, language, EXACT);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.code().type());
        body.put("title", words.getString(problem.code() + ".title"));
        body.put("status", problem.code().status());
        body.put("detail", say(words, problem.code() + ".detail", language, problem.arguments()));
        if (path != null) {
            body.put("instance", path);
        }
        body.put("code", problem.code().name());
        body.put("traceId", traceId);
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors().stream().map(fault -> entry(words, language, fault)).toList());
        }
        return JSON.writeValueAsBytes(body);
    }

    private static Map<String, String> entry(ResourceBundle words, Locale language, FieldFault fault) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("field", fault.field());
        entry.put("code", fault.code());
        entry.put("message", say(words, "field." + fault.code(), language, fault.arguments()));
        return entry;
    }

    private static String say(ResourceBundle words, String key, Locale language, List<Object> arguments) {
        return new MessageFormat(words.getString(key), language).format(arguments.toArray());
    }
}
