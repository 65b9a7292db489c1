/**
 * What every service shares and no feature knows. Each sub-package keeps one promise: domain, store, outbox, events,
 * web, security, crypto.
 */
@NullMarked
package cn.jinlin.kit;

import org.jspecify.annotations.NullMarked;
