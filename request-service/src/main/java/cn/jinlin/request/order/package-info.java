/**
 * The order as one aggregate: what was asked for, whom it was offered to, who claimed it, and what came of it.
 * Pure rules without any engine: a state is a type, a transition returns a change or refuses by name; only the
 * repository knows the store.
 */
@NullMarked
package cn.jinlin.request.order;

import org.jspecify.annotations.NullMarked;
