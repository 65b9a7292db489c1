package cn.jinlin.kit.body;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Times only as ISO-8601 text, instants only with an offset, enum constants only by their exact name, {@code "NaN"} no number. */
public final class ExactValues extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;

    ExactValues() {
        super("ExactValues");
        addDeserializer(Double.class, new ExactDouble());
        time(Instant.class, ExactValues::instant, "2026-03-01T09:00:00+08:00");
        time(OffsetDateTime.class, text -> within(OffsetDateTime.parse(text)), "2026-03-01T09:00:00+08:00");
        time(LocalDate.class, text -> within(LocalDate.parse(text)), "2026-03-01");
        time(LocalTime.class, LocalTime::parse, "09:00");
        time(YearMonth.class, YearMonth::parse, "2026-03");
        time(Duration.class, Duration::parse, "PT90M");
        setDeserializerModifier(new ValueDeserializerModifier() {
            private static final long serialVersionUID = 1L;

            @Override
            public ValueDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
                    BeanDescription.Supplier description, ValueDeserializer<?> usual) {
                return new EnumText(type.getRawClass());
            }
        });
    }

    private <T> void time(Class<T> type, Function<String, T> parser, String example) {
        addDeserializer(type, new TimeText<>(type, parser, example));
    }

    /** @throws DateTimeException unless it is a moment with an offset, in a year that people live in */
    public static Instant instant(String text) {
        return within(OffsetDateTime.parse(text)).toInstant();
    }

    private static OffsetDateTime within(OffsetDateTime time) {
        within(time.toLocalDate());
        return time;
    }

    private static LocalDate within(LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new DateTimeException("year");
        }
        return date;
    }

    private static final class TimeText<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parser;
        private final String example;

        TimeText(Class<T> type, Function<String, T> parser, String example) {
            super(type);
            this.parser = parser;
            this.example = example;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new FieldFault(json, handledType(), "WRONG_TYPE", "string");
            }
            try {
                return parser.apply(json.getString());
            } catch (DateTimeException | ArithmeticException _) {
                throw new FieldFault(json, handledType(), "MALFORMED", example);
            }
        }
    }

    /** Jackson alone takes some words for numbers. */
    private static final class ExactDouble extends StdDeserializer<Double> {
        ExactDouble() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && !json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                throw new FieldFault(json, handledType(), "WRONG_TYPE", "number");
            }
            return json.getDoubleValue();
        }
    }

    private static final class EnumText extends StdDeserializer<Object> {
        private final transient Map<String, Object> constants;
        private final String names;

        EnumText(Class<?> type) {
            super(type);
            constants = Stream.of(type.getEnumConstants())
                    .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
            names = Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new FieldFault(json, handledType(), "WRONG_TYPE", "string");
            }
            Object found = constants.get(json.getString());
            if (found == null) {
                throw new FieldFault(json, handledType(), "NOT_ONE_OF", names);
            }
            return found;
        }
    }
}
