package cn.jinlin.kit.body;

import java.lang.reflect.Type;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import cn.jinlin.kit.domain.Invalid;

/** Binds JSON to records without guessing: whatever does not fit exactly is an {@link Invalid} that names the field. */
public final class StrictJson {
    private final JsonMapper mapper;

    public StrictJson(JsonMapper base) {
        mapper = base.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                        DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
                        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS,
                        MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).withCoercionConfigDefaults(StrictJson::refuseAll)
                .withCoercionConfig(LogicalType.Float,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert))
                .addModule(new ExactValues()).addHandler(new NullForPrimitive()).build();
    }

    private static void refuseAll(MutableCoercionConfig config) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** @throws Invalid when the text is not JSON, or not of this type; names every field that is wrong */
    Object bind(String json, Type type) {
        JsonGuard.check(json);
        ObjectReader reader = mapper.readerFor(mapper.constructType(type));
        try {
            Object bound = reader.readValue(json);
            if (bound == null) {
                throw Invalid.field("", "REQUIRED");
            }
            return bound;
        } catch (InvalidDefinitionException e) {
            throw new IllegalStateException("No JSON can be bound to " + type, e);
        } catch (JacksonException e) {
            throw BindingFaults.of(e, reader, mapper.readTree(json));
        }
    }

    private static final class NullForPrimitive extends DeserializationProblemHandler {
        @Override
        public Object handleNullForPrimitives(DeserializationContext context, Class<?> type, JsonParser parser,
                ValueDeserializer<?> deserializer, String message) {
            throw new FieldFault(parser, type, "REQUIRED");
        }
    }
}
