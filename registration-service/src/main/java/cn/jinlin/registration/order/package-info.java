/**
 * The orders of request-service, as far as registration has to know them: where, when and under which title. A view that
 * the records of a compound and the inbox's texts look things up in; a moment behind, never the other way round.
 */
@NullMarked
package cn.jinlin.registration.order;

import org.jspecify.annotations.NullMarked;
