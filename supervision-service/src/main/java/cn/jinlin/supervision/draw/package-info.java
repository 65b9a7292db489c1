/**
 * Draws targets for a campaign by risk and at random. A draw rests on what it records alone: the candidates with the facts
 * of that moment, the weights and the seed; so anybody can repeat it and get the same targets.
 */
@NullMarked
package cn.jinlin.supervision.draw;

import org.jspecify.annotations.NullMarked;
