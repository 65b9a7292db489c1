package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may call what, on an own object and on somebody else's: a row for each call, a column for each kind of caller, the
 * status in the cell. Every cell is really requested, with a body that is valid JSON and nothing more, so an allowed caller
 * of a call with a body gets the 400, 409 or 428 that comes after the check of role and scope.
 *
 * <p>A cell where somebody reaches what is not its own needs the reason in the last column. The callers who are to be refused
 * also send headers with which a careless proxy or service would take them for somebody else. Reads, and whatever is refused,
 * are requested once more with {@link StrayParameters}.
 */
public final class AccessTable {
    /** A prime stands for somebody else's object. */
    static final List<String> COLUMNS = List.of("DISTRICT_ADMIN", "COMMUNITY_OFFICER", "COMMUNITY_OFFICER'", "UNIT_LIAISON",
            "UNIT_LIAISON'", "MEMBER", "MEMBER'", "SUPERVISOR", "PLATFORM", "PLATFORM'", "nobody");
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);
    private static final Map<String, String> FORGED = Map.of("X-Forwarded-User", "admin", "X-Remote-User", "admin",
            "X-Member-Id", "m", "X-User-Roles", "DISTRICT_ADMIN", "X-Original-URL", "/actuator/health",
            "X-HTTP-Method-Override", "GET", "X-Forwarded-For", "127.0.0.1", "Forwarded", "for=127.0.0.1;by=admin");
    private static final String HEAD = "operation;" + String.join(";", COLUMNS) + ";why somebody reaches what is not its own";

    private final MockMvcTester mvc;
    private final Supplier<? extends World> worlds;
    private final World first;
    private World world;
    private final Path file = Path.of("src/test/resources/access.csv");
    private final Map<String, String[]> rows = new TreeMap<>();

    /**
     * The table in {@code src/test/resources/access.csv} of the module.
     *
     * @param worlds gives a new one for each call that changes something
     */
    public AccessTable(MockMvcTester mvc, Supplier<? extends World> worlds) {
        this.mvc = mvc;
        this.worlds = worlds;
        first = worlds.get();
        world = first;
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream().skip(1).map(line -> line.split(";", -1))
                        .forEach(row -> rows.put(row[0], row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requests every cell and compares; with {@code -Djinlin.access=write} rows are made, for somebody to look through.
     *
     * @return what is wrong, in lines
     */
    public List<String> faults(JsonNode document) {
        List<String> faults = new ArrayList<>();
        Map<String, Call> calls = new LinkedHashMap<>();
        Call.allOf(document).forEach(call -> calls.put(call.toString(), call));
        boolean write = "write".equals(System.getProperty("jinlin.access"));
        if (write) {
            rows.keySet().retainAll(calls.keySet());
        }
        rows.keySet().stream().filter(name -> !calls.containsKey(name)).forEach(name -> faults.add(name + ": no such call"));
        calls.forEach((name, call) -> {
            String[] row = rows.get(name);
            if (row == null && !write) {
                faults.add(name + ": no row; make one with docs/openapi/regenerate access, and look at what it says");
                return;
            }
            String[] seen = seen(call, row == null ? "" : row[row.length - 1], faults);
            if (write) {
                rows.put(name, seen);
            } else if (!Arrays.equals(seen, row)) {
                faults.add(name + "\n  is   " + String.join(";", seen) + "\n  want " + String.join(";", row));
            }
            sound(call, rows.get(name), faults);
        });
        if (write) {
            write();
        }
        return faults;
    }

    private String[] seen(Call call, String why, List<String> faults) {
        world = call.method().equals("GET") && !call.path().contains("/me/") ? first : worlds.get();
        world.prepare(call);
        List<String> cells = new ArrayList<>();
        cells.add(call.toString());
        COLUMNS.forEach(column -> {
            MockHttpServletResponse response = answer(call, column, Map.of());
            cells.add(Integer.toString(response.getStatus()));
            if (call.method().equals("GET") || REFUSED.contains(response.getStatus())) {
                StrayParameters.fault(response, answer(call, column, StrayParameters.of(call)),
                        () -> answer(call, column, Map.of()))
                        .ifPresent(fault -> faults.add(call + " by " + column + ": " + fault));
            }
        });
        cells.add(why);
        return cells.toArray(String[]::new);
    }

    /** What holds for every table, whatever somebody wrote into it. */
    private static void sound(Call call, String[] row, List<String> faults) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            String column = COLUMNS.get(i);
            int status = Integer.parseInt(row[i + 1]);
            boolean listed = call.open() || call.roles().contains(column.replace("'", ""));
            if (column.equals("nobody") && status != 401 && !call.open()) {
                faults.add(call + ": open to everybody, says the service, not the document");
            } else if (!column.equals("nobody") && !listed && status != 403) {
                faults.add(call + ": " + column + " is not among its roles and gets " + status);
            } else if (column.endsWith("'") && listed && !call.open() && !REFUSED.contains(status)
                    && row[row.length - 1].isBlank()) {
                faults.add(call + ": " + column + " gets " + status + ", and the last column does not say why");
            }
        }
    }

    private MockHttpServletResponse answer(Call call, String column, Map<String, String> stray) {
        boolean own = !column.endsWith("'");
        String role = column.replace("'", "");
        UriComponentsBuilder uri = UriComponentsBuilder.fromPath(call.path());
        scopes(role).stream().filter(name -> call.has("query", name) && world.scope().containsKey(name)).limit(1)
                .forEach(name -> uri.queryParam(name, world.scope().get(name)));
        stray.forEach(uri::queryParam);
        Map<String, String> variables = new LinkedHashMap<>();
        call.parameters("path").forEach(parameter -> {
            String name = parameter.path("name").asString();
            String value = world.value(call, name);
            variables.put(name, value == null ? "00000000-0000-7000-8000-000000000000" : value);
        });
        MockMvcTester.MockMvcRequestBuilder request = mvc.method(HttpMethod.valueOf(call.method()))
                .uri(uri.buildAndExpand(variables).encode().toUri());
        if (!role.equals("nobody")) {
            request.header("Authorization", world.token(role, own));
        }
        if (!own || role.equals("nobody") || !call.roles().contains(role)) {
            FORGED.forEach(request::header);
        }
        JsonNode schema = call.body();
        if (schema != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body(call, schema));
        }
        call.otherType().ifPresent(type -> request.contentType(MediaType.parseMediaType(type)).content("none"));
        return request.exchange().getResponse();
    }

    /** Nothing but the ids that say whose affair it is. */
    private String body(Call call, JsonNode schema) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        SchemaBreaks.resolved(call.document(), schema).path("properties").propertyNames().stream()
                .filter(name -> name.endsWith("Id")).forEach(name -> {
                    String value = world.value(call, name);
                    if (value != null) {
                        body.put(name, value);
                    }
                });
        return body.toString();
    }

    private static List<String> scopes(String role) {
        return switch (role) {
            case "UNIT_LIAISON" -> List.of("unitId", "communityId", "memberId");
            case "MEMBER" -> List.of("memberId", "communityId", "unitId");
            default -> List.of("communityId", "unitId", "memberId");
        };
    }

    private void write() {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        rows.values().forEach(row -> lines.add(String.join(";", row)));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
