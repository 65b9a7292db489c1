/**
 * Photos as evidence of an order: what it looked like before, during and after. Who took part and who is responsible may see
 * them, nobody else; those that a completion or an acceptance refers to stay.
 */
@NullMarked
package cn.jinlin.request.photo;

import org.jspecify.annotations.NullMarked;
