/**
 * Every 4xx and 5xx that the gateway makes by itself, as RFC 9457 problems in Chinese or English with a trace id.
 * One place decides which failure becomes which problem; no class name and no trace of the code leaves it.
 */
@NullMarked
package cn.jinlin.gateway.problem;

import org.jspecify.annotations.NullMarked;
