/**
 * Who may pass: tokens, rates and sizes. A request under the API without a valid token never reaches a service, nor do
 * more requests of one caller, or a larger body, than the settings allow.
 */
@NullMarked
package cn.jinlin.gateway.access;

import org.jspecify.annotations.NullMarked;
