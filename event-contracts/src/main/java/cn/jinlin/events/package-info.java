/**
 * What the services tell each other: one sealed interface of event records per publishing service.
 * JDK types only, no nulls, no personal data; a change of shape shows up in the golden JSON of the tests.
 */
@NullMarked
package cn.jinlin.events;

import org.jspecify.annotations.NullMarked;
