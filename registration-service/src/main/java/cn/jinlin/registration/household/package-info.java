/**
 * Households that are visited: kept to what a visit needs, encrypted at rest, and shown to nobody but the officers of their
 * community and the member that visits them. In the clear they leave only after it is on record who asked and why.
 */
@NullMarked
package cn.jinlin.registration.household;

import org.jspecify.annotations.NullMarked;
