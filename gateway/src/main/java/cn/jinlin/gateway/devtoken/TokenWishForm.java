package cn.jinlin.gateway.devtoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.gateway.problem.FieldFault;
import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemException;

/** Reads a wish from JSON and notes every fault of it; nothing is coerced from one type to another. */
final class TokenWishForm {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> FIELDS = Set.of("roles", "memberId", "unitId", "communityIds", "office",
            "clientId", "subject");
    private static final int LONGEST = 200;
    private static final int MOST = 200;

    private final JsonNode body;
    private final List<FieldFault> faults = new ArrayList<>();

    private TokenWishForm(JsonNode body) {
        this.body = body;
    }

    /** @throws ProblemException with all faults of the body */
    static TokenWish read(byte[] bytes) {
        return new TokenWishForm(tree(bytes)).wish();
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (tree.isObject()) {
                return tree;
            }
            throw new ProblemException(Problem.invalid(List.of(new FieldFault("", "WRONG_TYPE", "object"))));
        } catch (JacksonException malformed) {
            throw new ProblemException(Problem.invalid(List.of(new FieldFault("", "MALFORMED_JSON"))));
        }
    }

    private TokenWish wish() {
        body.propertyNames().stream().filter(name -> !FIELDS.contains(name)).sorted()
                .forEach(name -> fault(shown(name), "UNKNOWN_FIELD"));
        List<String> roles = texts("roles", TokenWish.ROLES);
        if (roles.isEmpty() && faults.stream().noneMatch(fault -> fault.field().startsWith("roles"))) {
            fault("roles", "REQUIRED");
        }
        TokenWish wish = new TokenWish(roles, text("memberId"), text("unitId"), texts("communityIds", Set.of()),
                text("office", TokenWish.OFFICES), text("clientId"), text("subject"));
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.invalid(faults));
        }
        return wish;
    }

    private @Nullable String text(String field) {
        return text(field, Set.of());
    }

    private @Nullable String text(String field, Set<String> known) {
        JsonNode node = body.get(field);
        return node == null || node.isNull() ? null : text(field, node, known);
    }

    private List<String> texts(String field, Set<String> known) {
        JsonNode node = body.get(field);
        List<String> texts = new ArrayList<>();
        if (node == null || node.isNull()) {
            return texts;
        }
        if (!node.isArray()) {
            fault(field, "WRONG_TYPE", "list");
        } else if (node.size() > MOST) {
            fault(field, "TOO_MANY", MOST);
        } else {
            for (int i = 0; i < node.size(); i++) {
                texts.add(text(field + "[" + i + "]", node.get(i), known));
            }
        }
        return texts;
    }

    private String text(String field, JsonNode node, Set<String> known) {
        String text = node.isString() ? node.stringValue() : "";
        if (!node.isString()) {
            fault(field, "WRONG_TYPE", "string");
        } else if (text.isBlank()) {
            fault(field, "REQUIRED");
        } else if (text.length() > LONGEST) {
            fault(field, "TOO_LONG", LONGEST);
        } else if (text.codePoints().anyMatch(TokenWishForm::forbidden)) {
            fault(field, "BAD_CHARACTERS");
        } else if (!known.isEmpty() && !known.contains(text)) {
            fault(field, "NOT_ONE_OF", String.join(", ", known));
        }
        return text;
    }

    private static boolean forbidden(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static String shown(String name) {
        String start = name.length() > 60 ? name.substring(0, 60) : name;
        return start.codePoints().anyMatch(TokenWishForm::forbidden) ? "" : start;
    }

    private void fault(String field, String code, Object... arguments) {
        faults.add(new FieldFault(field, code, arguments));
    }
}
