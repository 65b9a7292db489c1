/**
 * Orders, and who took part in them, as tables to take away: what the lists show and to whom they show it, streamed without ever
 * holding all of it. Members stand there by their ids; their names are registration-service's.
 */
@NullMarked
package cn.jinlin.request.export;

import org.jspecify.annotations.NullMarked;
