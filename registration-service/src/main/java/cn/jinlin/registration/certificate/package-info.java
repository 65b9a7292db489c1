/**
 * Certificates of service: what a member served in a period, as a printable page and as PDF, under a number that anybody can
 * check. The same period gives the same number for as long as the record of it stays the same; the check says when an entry
 * was taken back since, and shows nothing personal.
 */
@NullMarked
package cn.jinlin.registration.certificate;

import org.jspecify.annotations.NullMarked;
