package cn.jinlin.kit.test.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.kit.web.Page;

/** What the record behind a schema knows and springdoc does not ask: which members are always there, and what they mean. */
final class Records {
    private static final String PAGE = Page.class.getName();

    private Records() {}

    /** @param name the schema's name, which is the class's with dots */
    static void complete(String name, ObjectNode schema) {
        Javadocs docs = Javadocs.ofSources();
        String said = docs.of(name.startsWith(PAGE) ? PAGE : name);
        if (!said.isEmpty() && !schema.has("description")) {
            schema.put("description", said);
        }
        Class<?> type = name.startsWith(PAGE) ? Page.class : type(name);
        if (type != null && type.isRecord() && schema.path("properties").isObject()) {
            complete(type, schema, docs.parameters(type.getCanonicalName()));
        }
    }

    private static void complete(Class<?> type, ObjectNode schema, Map<String, String> said) {
        boolean always = type.isAnnotationPresent(JsonInclude.class)
                && type.getAnnotation(JsonInclude.class).value() == JsonInclude.Include.ALWAYS;
        Set<String> required = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!(schema.path("properties").path(component.getName()) instanceof ObjectNode property)) {
                continue;
            }
            boolean optional = isOptional(component);
            if (!optional || always) {
                required.add(component.getName());
            }
            if (optional && always) {
                orNull(property);
            }
            String words = said.get(component.getName());
            if (words != null && !property.has("description")) {
                property.put("description", words);
            }
        }
        ArrayNode listed = schema.putArray("required");
        required.forEach(listed::add);
        if (required.isEmpty()) {
            schema.remove("required");
        }
    }

    private static void orNull(ObjectNode property) {
        if (property.path("type").isString()) {
            String type = property.path("type").stringValue();
            property.putArray("type").add(type).add("null");
        } else if (property.has("$ref")) {
            String reference = property.path("$ref").stringValue();
            property.remove("$ref");
            ArrayNode either = property.putArray("oneOf");
            either.addObject().put("$ref", reference);
            either.addObject().put("type", "null");
        }
    }

    private static boolean isOptional(RecordComponent component) {
        if (demanded(component.getAccessor()) || Stream.of(component.getDeclaringRecord().getDeclaredFields())
                .anyMatch(field -> field.getName().equals(component.getName()) && demanded(field))) {
            return false;
        }
        return component.getType() == Optional.class || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean demanded(AnnotatedElement element) {
        return element.isAnnotationPresent(NotNull.class) || element.isAnnotationPresent(NotBlank.class)
                || element.isAnnotationPresent(NotEmpty.class);
    }

    /** Packages are in small letters, so what is in capitals is nested in what comes before. */
    static @Nullable Class<?> type(String name) {
        String binary = name.replaceAll("(?<=[A-Z]\\w{0,80})\\.(?=[A-Z])", "\\$");
        try {
            return Class.forName(binary, false, Records.class.getClassLoader());
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}
