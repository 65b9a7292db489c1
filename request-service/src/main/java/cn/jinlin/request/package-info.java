/**
 * What is to be done and who does it: orders of communities, claims of members, acceptance, and the credits that follow.
 * Runs alone on its own database; whatever it needs of other services it keeps as views fed by events.
 */
@NullMarked
package cn.jinlin.request;

import org.jspecify.annotations.NullMarked;
