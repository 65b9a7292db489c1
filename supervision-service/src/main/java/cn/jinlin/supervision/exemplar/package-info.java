/**
 * Exemplars: people, units and communities whose work is worth telling, with the orders and records that prove it. Nothing is
 * published before everybody who is named has consented, and all of it is taken back, and the text erased, when one of them
 * takes the consent back.
 */
@NullMarked
package cn.jinlin.supervision.exemplar;

import org.jspecify.annotations.NullMarked;
