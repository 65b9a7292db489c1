/**
 * Where articles are published: this district's own feed, the WeChat official account, the city platform. Each is an outlet
 * behind one port; what fails for a moment is tried again later, and a breaker spares an outlet that is down.
 */
@NullMarked
package cn.jinlin.supervision.outlet;

import org.jspecify.annotations.NullMarked;
