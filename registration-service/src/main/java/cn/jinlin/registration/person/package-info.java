/**
 * Who somebody is, wherever the service keeps it: encrypted at rest, found by equality alone, masked on its way out, and on
 * record who read it in the clear. All of it is written anew when the data keys change.
 */
@NullMarked
package cn.jinlin.registration.person;

import org.jspecify.annotations.NullMarked;
