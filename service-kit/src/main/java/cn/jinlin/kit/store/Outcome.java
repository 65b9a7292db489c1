package cn.jinlin.kit.store;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.Change;

/**
 * What a command came to: perhaps a change, and the caller's own result.
 *
 * @param change null when nothing is to be written
 */
public record Outcome<S, E, R>(@Nullable Change<S, E> change, R result) {
    public static <S, E, R> Outcome<S, E, R> changed(Change<S, E> change, R result) {
        return new Outcome<>(change, result);
    }

    public static <S, E, R> Outcome<S, E, R> unchanged(R result) {
        return new Outcome<>(null, result);
    }
}
