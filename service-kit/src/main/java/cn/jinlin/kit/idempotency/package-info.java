/**
 * POSTs that may be repeated: the first answer to an {@code Idempotency-Key} is kept, encrypted, and given again.
 */
@NullMarked
package cn.jinlin.kit.idempotency;

import org.jspecify.annotations.NullMarked;
