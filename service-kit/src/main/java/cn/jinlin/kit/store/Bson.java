package cn.jinlin.kit.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.kit.StateJson;

/** Carries records to BSON documents and back by way of Jackson's tree, so that no aggregate maps itself by hand. */
final class Bson {
    private static final JsonMapper MAPPER = StateJson.mapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Bson() {}

    static Document write(Object value) {
        return (Document) fromTree(MAPPER.valueToTree(value));
    }

    static <T> T read(Document document, Class<T> type) {
        return MAPPER.treeToValue(toTree(document), type);
    }

    /** A value as it goes into an index field or a filter: instants become dates, enums their names. */
    static Object field(Object value) {
        return switch (value) {
            case Instant instant -> Date.from(instant);
            case Enum<?> constant -> constant.name();
            case Collection<?> many -> many.stream().map(Bson::field).toList();
            default -> value;
        };
    }

    private static Object fromTree(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Document document = new Document();
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    if (!property.getValue().isNull()) {
                        document.append(property.getKey(), fromTree(property.getValue()));
                    }
                }
                yield document;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(fromTree(item)));
                yield items;
            }
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> throw new IllegalStateException("not storable: " + node.getNodeType());
        };
    }

    private static Object number(JsonNode node) {
        return switch (node.numberType()) {
            case INT -> node.intValue();
            case LONG -> node.longValue();
            case DOUBLE, FLOAT -> node.doubleValue();
            case BIG_DECIMAL, BIG_INTEGER -> new Decimal128(node.decimalValue());
        };
    }

    private static JsonNode toTree(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((key, item) -> object.set((String) key, toTree(item)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                list.forEach(item -> array.add(toTree(item)));
                yield array;
            }
            case String text -> NODES.stringNode(text);
            case Boolean bool -> NODES.booleanNode(bool);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Decimal128 number -> NODES.numberNode(number.bigDecimalValue());
            case BigDecimal number -> NODES.numberNode(number);
            case Date date -> NODES.stringNode(date.toInstant().toString());
            default -> throw new IllegalStateException("not readable: " + value.getClass().getSimpleName());
        };
    }
}
