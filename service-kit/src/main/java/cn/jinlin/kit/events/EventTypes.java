package cn.jinlin.kit.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import cn.jinlin.events.Event;
import cn.jinlin.events.EventType;

/** The stable names of a service's events, read off its sealed interface. */
public final class EventTypes {
    private static final Map<Class<?>, Map<String, Class<?>>> BY_CONTRACT = new ConcurrentHashMap<>();

    private EventTypes() {}

    /** The name of an event on the wire, such as {@code order.claimed.v1}. */
    public static String nameOf(Event event) {
        return nameOf(event.getClass());
    }

    /** The record that a name stands for, or nothing when this contract does not know it (yet). */
    public static <E extends Event> Optional<Class<? extends E>> typeOf(Class<E> contract, String name) {
        return Optional.ofNullable(BY_CONTRACT.computeIfAbsent(contract, EventTypes::read).get(name))
                .map(type -> type.asSubclass(contract));
    }

    private static Map<String, Class<?>> read(Class<?> contract) {
        return Arrays.stream(contract.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, type -> type));
    }

    private static String nameOf(Class<?> type) {
        EventType name = type.getAnnotation(EventType.class);
        if (name == null) {
            throw new IllegalArgumentException(type + " has no @EventType");
        }
        return name.value();
    }
}
