package cn.jinlin.kit.web;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;

/** Binds JSON to records without guessing: whatever does not fit exactly is an {@link Invalid} that names the field. */
final class StrictJson {
    private final JsonMapper mapper;

    StrictJson(JsonMapper base) {
        mapper = base.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                        DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
                        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS,
                        MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).withCoercionConfigDefaults(config -> {
                    for (CoercionInputShape shape : CoercionInputShape.values()) {
                        config.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .withCoercionConfig(LogicalType.Float,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert))
                .addModule(new ExactValues()).addHandler(new NullForPrimitive()).build();
    }

    /** @throws Invalid when the text is not JSON, or not of this type */
    Object bind(String json, Type type) {
        JsonGuard.check(json);
        try {
            Object bound = mapper.readerFor(mapper.constructType(type)).readValue(json);
            if (bound == null) {
                throw Invalid.field("", "REQUIRED");
            }
            return bound;
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException("No JSON can be bound to " + type, e);
        } catch (JacksonException e) {
            throw invalid(e);
        }
    }

    private static Invalid invalid(JacksonException fault) {
        if (fault instanceof ValueInstantiationException && fault.getCause() instanceof Invalid own) {
            return own;
        }
        return new Invalid(List.of(error(fault)));
    }

    private static FieldError error(JacksonException fault) {
        String field = JsonPath.of(fault.getPath());
        return switch (fault) {
            case FieldFault own -> new FieldError(field, own.code(), own.args());
            case UnrecognizedPropertyException _ -> FieldError.of(field, "UNKNOWN_FIELD");
            case InputCoercionException _ -> FieldError.of(field, "OUT_OF_RANGE");
            case ValueInstantiationException _ -> FieldError.of(field, "INVALID");
            case MismatchedInputException wrong -> FieldError.of(field, "WRONG_TYPE", expected(wrong.getTargetType()));
            case DatabindException wrapped when wrapped.getCause() instanceof InputCoercionException -> FieldError
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
        if (CharSequence.class.isAssignableFrom(type)) {
            return "string";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "array";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "object" : "string";
    }

    private static final class NullForPrimitive extends DeserializationProblemHandler {
        @Override
        public Object handleNullForPrimitives(DeserializationContext context, Class<?> type, JsonParser parser,
                ValueDeserializer<?> deserializer, String message) {
            throw new FieldFault(parser, type, "REQUIRED");
        }
    }
}
