/**
 * How slow a client may be: in sending its headers, in sending a body, in reading an answer. It promises that no client holds
 * a connection, or a place at a service, for longer than its bytes take at the least pace.
 */
@NullMarked
package cn.jinlin.gateway.pace;

import org.jspecify.annotations.NullMarked;
