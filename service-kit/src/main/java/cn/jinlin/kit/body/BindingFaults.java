package cn.jinlin.kit.body;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;

/** Finds everything that can't be bound: each fault is taken out of the tree, and what is left is bound again. */
final class BindingFaults {
    private static final int MAX_ROUNDS = 40;

    private final ObjectReader reader;
    private final JsonNode tree;
    private final Map<String, FieldError> errors = new LinkedHashMap<>();

    private BindingFaults(ObjectReader reader, JsonNode tree) {
        this.reader = reader;
        this.tree = tree;
    }

    /** @param tree is used up */
    static Invalid of(JacksonException first, ObjectReader reader, JsonNode tree) {
        BindingFaults faults = new BindingFaults(reader, tree);
        JacksonException fault = first;
        for (int round = 0; fault != null && round < MAX_ROUNDS; round++) {
            fault = faults.keep(fault) ? faults.next() : null;
        }
        return new Invalid(List.copyOf(faults.errors.values()));
    }

    private @Nullable JacksonException next() {
        try {
            reader.readValue(tree);
            return null;
        } catch (JacksonException fault) {
            return fault;
        }
    }

    /** False when there is nothing left to bind. */
    private boolean keep(JacksonException fault) {
        if (fault instanceof ValueInstantiationException && fault.getCause() instanceof Invalid own) {
            own.errors().forEach(error -> errors.putIfAbsent(error.field(), error));
            return false;
        }
        FieldError error = error(fault);
        errors.putIfAbsent(error.field(), error);
        List<Reference> path = fault.getPath();
        JsonNode parent = path.isEmpty() ? null : parent(path);
        return parent != null && takeOut(parent, path.getLast(), fault);
    }

    private @Nullable JsonNode parent(List<Reference> path) {
        JsonNode parent = tree;
        for (Reference step : path.subList(0, path.size() - 1)) {
            JsonNode child = step.getPropertyName() == null
                    ? parent.get(step.getIndex())
                    : parent.get(step.getPropertyName());
            if (child == null) {
                return null;
            }
            parent = child;
        }
        return parent;
    }

    private static boolean takeOut(JsonNode parent, Reference last, JacksonException fault) {
        if (parent instanceof ObjectNode object && last.getPropertyName() != null) {
            object.remove(last.getPropertyName());
            if (fault instanceof FieldFault own && own.code().equals("REQUIRED")) {
                standIn(object, last.getPropertyName(), own.getTargetType());
            }
            return true;
        }
        if (parent instanceof ArrayNode array && last.getIndex() >= 0 && last.getIndex() < array.size()) {
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }

    /** A missing primitive would be found missing again for ever. */
    private static void standIn(ObjectNode object, String name, @Nullable Class<?> type) {
        if (type == boolean.class) {
            object.put(name, false);
        } else {
            object.put(name, 0);
        }
    }

    private static FieldError error(JacksonException fault) {
        String field = JsonPath.of(fault.getPath());
        return switch (fault) {
            case FieldFault own -> new FieldError(field, own.code(), own.args());
            case UnrecognizedPropertyException _ -> FieldError.of(field, "UNKNOWN_FIELD");
            case InputCoercionException _ -> FieldError.of(field, "OUT_OF_RANGE");
            case ValueInstantiationException _ -> FieldError.of(field, "INVALID");
            case MismatchedInputException wrong -> FieldError.of(field, "WRONG_TYPE", expected(wrong.getTargetType()));
            case JacksonException wrapped when wrapped.getCause() instanceof InputCoercionException -> FieldError
                    .of(field, "OUT_OF_RANGE");
            default -> FieldError.of(field, "INVALID");
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "object";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "object" : "string";
    }
}
