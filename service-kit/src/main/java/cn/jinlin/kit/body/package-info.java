/**
 * What a service reads: one JSON value of the declared type, nothing unknown, nothing twice, nothing rounded, never larger than the bound.
 * Whatever is wrong with it is named by field and reason.
 */
@NullMarked
package cn.jinlin.kit.body;

import org.jspecify.annotations.NullMarked;
