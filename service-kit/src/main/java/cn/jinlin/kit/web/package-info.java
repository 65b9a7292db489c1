/**
 * What handlers of all services share: strong ETags and {@code If-Match}, pages with cursors, limits, languages; and the
 * configuration that puts bodies, problems, idempotency and traces into every service.
 */
@NullMarked
package cn.jinlin.kit.web;

import org.jspecify.annotations.NullMarked;
