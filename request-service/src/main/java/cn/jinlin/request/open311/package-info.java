/**
 * The door for hotlines: Open311 GeoReport v2, in JSON and XML. A request becomes a draft for the community whose point is nearest,
 * and its status, notes and further facts are readable there.
 */
@NullMarked
package cn.jinlin.request.open311;

import org.jspecify.annotations.NullMarked;
