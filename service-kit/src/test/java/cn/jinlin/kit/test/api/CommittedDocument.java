package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file below {@code docs/openapi} that the build makes and the repository keeps. A test compares the two; with
 * {@code -Djinlin.openapi=write} it writes the file instead.
 */
public final class CommittedDocument {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What a reader wants to see first; all else follows by the alphabet. */
    private static final List<String> FIRST = List.of("openapi", "info", "servers", "tags", "security", "paths", "components",
            "get", "put", "post", "patch", "delete", "operationId", "summary", "description", "name", "in", "required", "type");
    private static final Comparator<String> ORDER = Comparator.<String>comparingInt(name -> {
        int place = FIRST.indexOf(name);
        return place < 0 ? FIRST.size() : place;
    }).thenComparing(Comparator.naturalOrder());

    private CommittedDocument() {}

    /** The folder {@code docs/openapi} of the repository that the test runs in. */
    public static Path folder() {
        Path module = Path.of("").toAbsolutePath();
        Path root = Files.exists(module.resolve("mvnw")) ? module : module.getParent();
        return root.resolve("docs").resolve("openapi");
    }

    public static JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(folder().resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError when the file says something else, and how to write it anew */
    public static void check(String file, JsonNode made) {
        String text = text(made);
        Path path = folder().resolve(file);
        try {
            if ("write".equals(System.getProperty("jinlin.openapi"))) {
                Files.createDirectories(folder());
                Files.writeString(path, text);
            }
            String kept = Files.exists(path) ? Files.readString(path) : "";
            if (!kept.equals(text)) {
                throw new AssertionError("docs/openapi/%s is not what the code says.%n%s%nRegenerate with: %s".formatted(file,
                        difference(kept, text), "docs/openapi/regenerate"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(String kept, String made) {
        List<String> was = kept.lines().toList();
        List<String> is = made.lines().toList();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.max(was.size(), is.size()) && shown.size() < 12; i++) {
            String old = i < was.size() ? was.get(i) : "";
            String now = i < is.size() ? is.get(i) : "";
            if (!old.equals(now)) {
                shown.add("line " + (i + 1) + "\n  kept: " + old.strip() + "\n  made: " + now.strip());
            } else if (!shown.isEmpty()) {
                break;
            }
        }
        return String.join("\n", shown);
    }

    /** Two spaces, a line for each value, and a fixed order of names, so that a change shows as what it is. */
    static String text(JsonNode document) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("").withArrayEmptySeparator(""));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer().with(printer).writeValueAsString(sorted(document, "")) + "\n";
    }

    private static JsonNode sorted(JsonNode node, String parent) {
        if (node instanceof ObjectNode object) {
            ObjectNode ordered = JSON.createObjectNode();
            boolean names = List.of("properties", "schemas", "paths").contains(parent);
            object.propertyNames().stream().sorted(names ? Comparator.naturalOrder() : ORDER)
                    .forEach(name -> ordered.set(name, isExample(name) ? object.get(name) : sorted(object.get(name), name)));
            return ordered;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode ordered = JSON.createArrayNode();
            array.forEach(each -> ordered.add(sorted(each, "")));
            return ordered;
        }
        return node;
    }

    private static boolean isExample(String name) {
        return name.equals("example") || name.equals("examples");
    }
}
