package cn.jinlin.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;

import static org.awaitility.Awaitility.await;

/**
 * Runs request files one after the other against a gateway, keeping what their scripts keep. Nobody sleeps: a step that does
 * not get its answer is tried again for as long as the views and clocks of the suite may take.
 */
final class RequestFiles {
    /** The first makes what all others read; these go on from one to the next, the rest in the order of their names. */
    private static final List<String> FIRST = List.of("story.http", "members.http", "teams.http", "imports.http", "records.http");
    private static final Pattern NAMED = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CLIENT = """
            var client = {
              global: { set: (name, value) => { kept.put(name, String(value)); },
                        get: name => { var value = kept.get(name); return value === null ? undefined : String(value); } },
              test: (name, check) => check(),
              assert: (holds, why) => { if (!holds) { throw new Error(why || 'an assertion of the file'); } },
              log: text => undefined
            };
            var response = { status: answer.status(), contentType: { mimeType: String(answer.type()) },
              body: String(answer.type()).indexOf('json') < 0 ? String(answer.body()) : JSON.parse(String(answer.body())),
              headers: { valueOf: name => { var value = answer.header(name); return value === null ? null : String(value); } } };
            """;

    private final Caller caller;
    private final String gateway;
    private final Map<String, String> kept = new TreeMap<>();

    /** What a script reads of an answer. */
    public record Read(HttpResponse<String> answer) {
        public int status() {
            return answer.statusCode();
        }

        public String type() {
            return header("Content-Type") == null ? "" : header("Content-Type");
        }

        public String body() {
            return answer.body().isEmpty() ? "null" : answer.body();
        }

        public String header(String name) {
            return answer.headers().firstValue(name).orElse(null);
        }
    }

    RequestFiles(Caller caller, String gateway) {
        this.caller = caller;
        this.gateway = gateway;
    }

    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> others = files.filter(file -> file.toString().endsWith(".http"))
                    .filter(file -> !FIRST.contains(file.getFileName().toString())).sorted().toList();
            return Stream.concat(FIRST.stream().map(folder::resolve), others.stream()).toList();
        }
    }

    /** Sets what a file asks for with {@code client.global.get}. */
    RequestFiles with(String name, String value) {
        kept.put(name, value);
        return this;
    }

    void run(Path path) throws IOException {
        RequestFile file = RequestFile.read(path);
        file.steps().forEach(step -> run(file, step));
    }

    private void run(RequestFile file, RequestFile.Step step) {
        String[] last = {""};
        try {
            await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(500)).until(() -> {
                HttpResponse<String> answer = caller.send(request(file, step));
                last[0] = answer.statusCode() + " " + answer.body();
                return step.expects(answer.statusCode(), answer.body()) && done(step, answer, last);
            });
        } catch (RuntimeException failed) {
            throw new AssertionError(
                    "%s: %s: %s %s → %.600s".formatted(file.path().getFileName(), step.title(), step.method(), step.url(),
                            last[0]),
                    failed);
        }
    }

    private boolean done(RequestFile.Step step, HttpResponse<String> answer, String[] last) {
        if (step.script().isEmpty()) {
            return true;
        }
        try (Context script = Context.enter()) {
            script.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = script.initStandardObjects();
            ScriptableObject.putProperty(scope, "kept", Context.javaToJS(kept, scope));
            ScriptableObject.putProperty(scope, "answer", Context.javaToJS(new Read(answer), scope));
            script.evaluateString(scope, CLIENT + step.script(), step.title(), 1, null);
            return true;
        } catch (RhinoException notThere) {
            last[0] += " " + notThere.getMessage();
            return false;
        }
    }

    private HttpRequest request(RequestFile file, RequestFile.Step step) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(filled(file, step.url()))).timeout(Duration.ofSeconds(60))
                .method(step.method(),
                        step.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(filled(file, step.body())));
        step.headers().forEach((name, value) -> request.header(name, filled(file, value)));
        return request.build();
    }

    private String filled(RequestFile file, String text) {
        return NAMED.matcher(text).replaceAll(named -> Matcher.quoteReplacement(value(file, named.group(1))));
    }

    private String value(RequestFile file, String name) {
        String value = name.equals("gateway") ? gateway : kept.getOrDefault(name, file.variables().get(name));
        if (value == null) {
            throw new AssertionError(file.path().getFileName() + ": nobody has set {{" + name + "}}");
        }
        return value;
    }
}
