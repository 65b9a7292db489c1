/**
 * What is thought of accepted work: the community rates it, once, and each who took part says how it was, once. Nobody reads another
 * member's words but the officer, the district and supervisors.
 */
@NullMarked
package cn.jinlin.request.rating;

import org.jspecify.annotations.NullMarked;
