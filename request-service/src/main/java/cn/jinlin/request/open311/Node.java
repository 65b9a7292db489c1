package cn.jinlin.request.open311;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is answered, before it is JSON or XML.
 *
 * <p>In XML each field is an element, and each item of a list an element under the list's own.
 */
sealed interface Node {
    /** A text, number or truth. */
    record Value(Object value) implements Node {}

    record Field(String name, Node node) {}

    /** Fields in their order. */
    record Group(List<Field> fields) implements Node {}

    /** @param item the name of an item's element */
    record Items(String item, List<? extends Node> items) implements Node {}

    static Field field(String name, Object value) {
        return new Field(name, value instanceof Node node ? node : new Value(value));
    }

    static Group record(Field... fields) {
        return new Group(List.of(fields));
    }

    static Items items(String item, Stream<? extends Node> items) {
        return new Items(item, items.toList());
    }
}
