/**
 * Personal data at rest: readable with the service's data key alone, bound to the place it was written to.
 * Old text stays readable when a new key comes first in the list.
 */
@NullMarked
package cn.jinlin.kit.crypto;

import org.jspecify.annotations.NullMarked;
