package cn.jinlin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of requests as editors run them (IntelliJ's HTTP Client, httpYac): steps between lines of {@code ###}, variables
 * {@code @name = value}, scripts {@code > {% … %}} after an answer. {@code # @sleep} is for people; see {@link RequestFiles}.
 */
record RequestFile(Path path, Map<String, String> variables, List<Step> steps) {
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\\S+)( HTTP/\\S+)?");
    private static final Pattern VARIABLE = Pattern.compile("@(\\w+)\\s*=\\s*(.*)");
    private static final Pattern ONLY = Pattern.compile(".*: (\\d{3})( [A-Z_]+)?");
    private static final Pattern ALSO = Pattern.compile("\\b([2-5]\\d\\d)\\b(?: ([A-Z_]{4,}))?");

    /**
     * One request.
     *
     * @param title what it shows; {@code …: 409 CODE} is the answer it must get, a status in brackets is one more it may get
     * @param script what is done with the answer; empty for nothing
     */
    record Step(String title, String method, String url, Map<String, String> headers, String body, String script) {

        boolean expects(int status, String answer) {
            Matcher only = ONLY.matcher(title);
            if (only.matches()) {
                return status == Integer.parseInt(only.group(1))
                        && (only.group(2) == null || answer.contains(only.group(2).strip()));
            }
            return status / 100 == 2 || ALSO.matcher(bracketed()).results()
                    .anyMatch(also -> status == Integer.parseInt(also.group(1))
                            && (also.group(2) == null || answer.contains(also.group(2))));
        }

        private String bracketed() {
            return title.contains("(") ? title.substring(title.indexOf('(')) : "";
        }
    }

    static RequestFile read(Path path) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        List<Step> steps = new ArrayList<>();
        for (String block : Files.readString(path).split("(?m)^(?=###)")) {
            block.lines().map(VARIABLE::matcher).filter(Matcher::matches)
                    .forEach(variable -> variables.put(variable.group(1), variable.group(2).strip()));
            step(block.lines().toList()).ifPresent(steps::add);
        }
        return new RequestFile(path, variables, steps);
    }

    private static Optional<Step> step(List<String> lines) {
        int at = 0;
        while (at < lines.size() && !REQUEST.matcher(lines.get(at)).matches()) {
            at++;
        }
        if (at == lines.size()) {
            return Optional.empty();
        }
        Matcher request = REQUEST.matcher(lines.get(at));
        request.matches();
        Map<String, String> headers = new LinkedHashMap<>();
        for (at++; at < lines.size() && !lines.get(at).isBlank(); at++) {
            String[] header = lines.get(at).split(":", 2);
            headers.put(header[0].strip(), header[1].strip());
        }
        String rest = String.join("\n", lines.subList(at, lines.size()));
        int script = rest.indexOf("> {%");
        String body = (script < 0 ? rest : rest.substring(0, script)).lines().filter(line -> !line.startsWith("# "))
                .reduce("", (all, line) -> all + line + "\n").strip();
        String code = script < 0 ? "" : rest.substring(script + 4, rest.indexOf("%}", script));
        return Optional.of(new Step(lines.getFirst().replaceFirst("^#+", "").strip(), request.group(1), request.group(2),
                headers, body, code));
    }
}
