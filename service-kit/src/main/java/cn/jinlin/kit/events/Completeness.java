package cn.jinlin.kit.events;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds what a record that was read from JSON lacks: no component of an event, however deep, may be null. */
final class Completeness {
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            List<Part> parts = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                try {
                    parts.add(new Part(component.getName(), MethodHandles.publicLookup().unreflect(component.getAccessor())));
                } catch (IllegalAccessException e) {
                    throw new IllegalArgumentException(type + " is not public", e);
                }
            }
            return List.copyOf(parts);
        }
    };

    private record Part(String name, MethodHandle accessor) {
        @Nullable
        Object of(Object whole) {
            try {
                return accessor.invoke(whole);
            } catch (Throwable e) {
                throw new IllegalStateException(name, e);
            }
        }
    }

    private Completeness() {}

    /** The name of the first missing component, or null when nothing is missing. */
    static @Nullable String missing(Object whole) {
        if (whole instanceof List<?> list) {
            return list.stream().map(item -> item == null ? "item" : missing(item)).filter(name -> name != null).findFirst()
                    .orElse(null);
        }
        if (!(whole instanceof Record)) {
            return null;
        }
        for (Part part : PARTS.get(whole.getClass())) {
            Object value = part.of(whole);
            String missing = value == null ? "" : missing(value);
            if (missing != null) {
                return missing.isEmpty() ? part.name() : part.name() + "." + missing;
            }
        }
        return null;
    }
}
