package cn.jinlin.kit.store;

import org.jspecify.annotations.Nullable;

/**
 * A decision about one aggregate: pure, without I/O, because it may be taken again when another process wrote first. It
 * may run on another caller's thread. Refuses by throwing {@link cn.jinlin.kit.domain.Refused}.
 */
@FunctionalInterface
public interface Command<S, E, R> {
    /** Decides on the aggregate as it is now, or on {@code null} when there is none yet. */
    Outcome<S, E, R> decide(@Nullable Versioned<S> current);
}
