package cn.jinlin.kit.body;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.FieldError;

/**
 * Bean Validation's findings as field errors. A constraint's message that is itself a code, such as
 * {@code message = "BEFORE_START"}, becomes the code.
 */
public final class Violations {
    private static final Pattern OWN_CODE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");
    private static final Set<String> FORM = Set.of("Pattern", "Email", "URL", "UUID");
    private static final Set<String> RANGE = Set.of("Positive", "PositiveOrZero", "Negative", "NegativeOrZero", "Past",
            "PastOrPresent", "Future", "FutureOrPresent", "Digits", "Min", "Max", "DecimalMin", "DecimalMax", "Range");

    private Violations() {}

    /** All violations, ordered by field; for a collection those of its elements. */
    static List<FieldError> of(Validator validator, Object value) {
        List<FieldError> errors = new ArrayList<>();
        if (value instanceof Collection<?> elements) {
            int index = 0;
            for (Object element : elements) {
                String prefix = "[" + index++ + "]";
                validator.validate(element).forEach(violation -> errors.add(error(prefix, violation)));
            }
        } else {
            validator.validate(value).forEach(violation -> errors.add(error("", violation)));
        }
        errors.sort(Comparator.comparing(FieldError::field).thenComparing(FieldError::code));
        return errors;
    }

    public static FieldError error(String prefix, ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder(prefix);
        for (Path.Node node : violation.getPropertyPath()) {
            append(path, node);
        }
        return rule(path.toString(), violation);
    }

    private static void append(StringBuilder path, Path.Node node) {
        if (node.isInIterable()) {
            JsonPath.index(path, node.getIndex() != null ? node.getIndex() : String.valueOf(node.getKey()));
        }
        if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
            JsonPath.name(path, node.getName());
        }
    }

    /** The error of one violation on the named field. */
    public static FieldError rule(String field, ConstraintViolation<?> violation) {
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        String rule = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        if (OWN_CODE.matcher(violation.getMessageTemplate()).matches()) {
            return FieldError.of(field, violation.getMessageTemplate());
        }
        if (REQUIRED.contains(rule)) {
            return FieldError.of(field, "REQUIRED");
        }
        if (FORM.contains(rule)) {
            return FieldError.of(field, "MALFORMED");
        }
        if (RANGE.contains(rule)) {
            return new FieldError(field, "OUT_OF_RANGE", bound(rule, attributes));
        }
        return rule.equals("Size") || rule.equals("Length")
                ? size(field, violation.getInvalidValue(), attributes)
                : FieldError.of(field, "INVALID");
    }

    private static List<Object> bound(String rule, Map<String, Object> attributes) {
        Object value = attributes.getOrDefault("value", "");
        boolean inclusive = !Boolean.FALSE.equals(attributes.get("inclusive"));
        return switch (rule) {
            case "Min", "DecimalMin" -> List.of((inclusive ? "≥ " : "> ") + value);
            case "Max", "DecimalMax" -> List.of((inclusive ? "≤ " : "< ") + value);
            case "Positive" -> List.of("> 0");
            case "PositiveOrZero" -> List.of("≥ 0");
            case "Negative" -> List.of("< 0");
            case "NegativeOrZero" -> List.of("≤ 0");
            case "Range" -> List.of(attributes.get("min"), attributes.get("max"));
            default -> List.of();
        };
    }

    private static FieldError size(String field, @Nullable Object value, Map<String, Object> attributes) {
        int max = (int) attributes.getOrDefault("max", Integer.MAX_VALUE);
        int min = (int) attributes.getOrDefault("min", 0);
        return switch (value) {
            case CharSequence text when text.length() > max -> FieldError.of(field, "TOO_LONG", max);
            case Collection<?> items when items.size() > max -> FieldError.of(field, "TOO_MANY", max);
            case Map<?, ?> items when items.size() > max -> FieldError.of(field, "TOO_MANY", max);
            case CharSequence _ -> FieldError.of(field, "TOO_SHORT", min);
            case null, default -> FieldError.of(field, "TOO_FEW", min);
        };
    }
}
