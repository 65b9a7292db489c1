/**
 * Who may pass: tokens, origins and sizes. A request under the API without a valid token never reaches a service, nor does
 * a larger body than the settings allow.
 */
@NullMarked
package cn.jinlin.gateway.access;

import org.jspecify.annotations.NullMarked;
