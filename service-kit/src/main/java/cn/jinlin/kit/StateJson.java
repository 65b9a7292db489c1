package cn.jinlin.kit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.events.Event;

/**
 * The JSON of states, results and events: instants as ISO 8601, absent optionals left out, and the records of a sealed
 * state told apart by a property {@code is} with the record's simple name, so that no domain type carries an annotation.
 * Events are told apart by their {@code ce_type} alone.
 */
public final class StateJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().annotationIntrospector(new SealedTypes())
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT)).build();

    private StateJson() {}

    /** The shared mapper; it is immutable. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class SealedTypes extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;
        private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(JsonTypeInfo.Id.SIMPLE_NAME,
                JsonTypeInfo.As.PROPERTY, "is", null, false, null);

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            if (annotated instanceof AnnotatedClass type && !Event.class.isAssignableFrom(type.getRawType())
                    && isSealedState(type.getRawType())) {
                return BY_NAME;
            }
            return super.findPolymorphicTypeInfo(config, annotated);
        }

        private static boolean isSealedState(Class<?> type) {
            if (type.getName().startsWith("java.")) {
                return false;
            }
            if (type.isInterface() && type.isSealed()) {
                return true;
            }
            for (Class<?> parent : type.getInterfaces()) {
                if (isSealedState(parent)) {
                    return true;
                }
            }
            return false;
        }
    }
}
