package cn.jinlin.kit.domain;

import java.util.List;

/**
 * What a transition decided: the state that follows and the facts to tell. The state event is not among the facts; the
 * store adds it once for each commit.
 */
public record Change<S, E>(S state, List<E> facts) {
    public Change {
        facts = List.copyOf(facts);
    }

    @SafeVarargs
    public static <S, E> Change<S, E> of(S state, E... facts) {
        return new Change<>(state, List.of(facts));
    }
}
