package cn.jinlin.kit.body;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;

/**
 * Looks through a JSON text before it is bound: one value and nothing behind it, no repeated field, no null in a list,
 * no text with NUL or unpaired surrogates, and numbers, names and nesting within bounds.
 */
final class JsonGuard {
    private static final int MAX_DIGITS = 60;
    private static final int MAX_ERRORS = 50;
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(StreamReadConstraints
            .builder().maxNestingDepth(32).maxNumberLength(100).maxNameLength(200).build()).build();

    private final Deque<Set<String>> names = new ArrayDeque<>();
    private final List<FieldError> errors = new ArrayList<>();

    private JsonGuard() {}

    /** @throws Invalid naming every field that is wrong, or the place where the text stops being JSON */
    static void check(String json) {
        if (json.isBlank()) {
            throw Invalid.field("", "REQUIRED");
        }
        JsonGuard guard = new JsonGuard();
        guard.walk(json);
        if (!guard.errors.isEmpty()) {
            throw new Invalid(guard.errors);
        }
    }

    private void walk(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                look(parser, token);
                boolean closed = parser.streamReadContext().inRoot();
                if (closed && !token.isStructStart() && parser.nextToken() != null) {
                    throw malformed(parser);
                }
                if (closed && !token.isStructStart()) {
                    return;
                }
            }
        } catch (StreamConstraintsException _) {
            throw Invalid.field("", "TOO_LARGE");
        } catch (JacksonException e) {
            throw Invalid.field("", "MALFORMED_JSON", e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        }
    }

    private static Invalid malformed(JsonParser parser) {
        return Invalid.field("", "MALFORMED_JSON", parser.currentTokenLocation().getLineNr(),
                parser.currentTokenLocation().getColumnNr());
    }

    private void look(JsonParser parser, JsonToken token) {
        switch (token) {
            case START_OBJECT -> names.push(new HashSet<>());
            case END_OBJECT -> names.pop();
            case PROPERTY_NAME -> checkName(parser);
            case VALUE_STRING -> checkText(parser, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(parser, parser.getDecimalValue());
            case VALUE_NULL -> checkNull(parser);
            case START_ARRAY, END_ARRAY, VALUE_TRUE, VALUE_FALSE, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {
            }
        }
    }

    private void checkName(JsonParser parser) {
        checkText(parser, parser.currentName());
        if (!names.getFirst().add(parser.currentName())) {
            wrong(parser, "DUPLICATE_FIELD");
        }
    }

    private void checkText(JsonParser parser, String text) {
        if (!Texts.isSound(text)) {
            wrong(parser, "UNSOUND_TEXT");
        }
    }

    private void checkNumber(JsonParser parser, BigDecimal number) {
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            wrong(parser, "OUT_OF_RANGE");
        }
    }

    private void checkNull(JsonParser parser) {
        if (parser.streamReadContext().inArray()) {
            wrong(parser, "REQUIRED");
        }
    }

    private void wrong(JsonParser parser, String code) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(FieldError.of(JsonPath.of(parser.streamReadContext()), code));
        }
    }
}
