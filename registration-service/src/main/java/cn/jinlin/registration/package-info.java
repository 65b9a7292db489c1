/**
 * Registration: which communities, units and members there are, who serves where, and what each member has served.
 * Runs alone on its own database; what others need to know of it goes out as events without personal data.
 */
@NullMarked
package cn.jinlin.registration;

import org.jspecify.annotations.NullMarked;
