/**
 * What an order asks for, and whom it is offered to: title, time, place, capacity, audience, offers and their answers. Only terms that
 * keep to the rules come to be.
 */
@NullMarked
package cn.jinlin.request.terms;

import org.jspecify.annotations.NullMarked;
