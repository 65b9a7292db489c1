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
    /** The gateway's own texts, and those that it shares with the services. */
    private static final List<String> BUNDLES = List.of("cn.jinlin.gateway.problem.problems", "kit-problems");
    private static final ResourceBundle.Control EXACT = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private ProblemText() {}

    static byte[] body(Problem problem, Locale language, String traceId, @Nullable String path) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.code().type());
        body.put("title", say(problem.code() + ".title", language, problem.arguments()));
        body.put("status", problem.code().status());
        body.put("detail", say(problem.code() + ".detail", language, problem.arguments()));
        if (path != null) {
            body.put("instance", path);
        }
        body.put("code", problem.code().name());
        body.put("traceId", traceId);
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors().stream().map(fault -> entry(language, fault)).toList());
        }
        return JSON.writeValueAsBytes(body);
    }

    private static Map<String, String> entry(Locale language, FieldFault fault) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("field", fault.field());
        entry.put("code", fault.code());
        entry.put("message", say("field." + fault.code(), language, fault.arguments()));
        return entry;
    }

    private static String say(String key, Locale language, List<Object> arguments) {
        String words = BUNDLES.stream().map(bundle -> ResourceBundle.getBundle(bundle, language, EXACT))
                .filter(bundle -> bundle.containsKey(key)).map(bundle -> bundle.getString(key)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no words for " + key));
        return new MessageFormat(words, language).format(arguments.toArray());
    }
}
