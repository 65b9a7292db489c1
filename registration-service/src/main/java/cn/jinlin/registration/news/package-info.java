/**
 * Who is told what of the things that happen: claims, orders, credits, registrations. Hears the events of request-service
 * and of this service, and puts a note into the inbox of each member that one concerns.
 */
@NullMarked
package cn.jinlin.registration.news;

import org.jspecify.annotations.NullMarked;
