/**
 * Whom a caller may see and how much of them: lists and tables of its scope, the names behind ids, and, on record, a phone
 * in the clear. Officers also see the names of those who claim on an order of their communities.
 */
@NullMarked
package cn.jinlin.registration.roll;

import org.jspecify.annotations.NullMarked;
