/**
 * The HTTP side that all services share: strict bodies, problems in two languages, strong ETags, cursor pages and
 * repeatable POSTs. Whatever comes in, no answer leaves without a trace id, and none shows a class name.
 */
@NullMarked
package cn.jinlin.kit.web;

import org.jspecify.annotations.NullMarked;
