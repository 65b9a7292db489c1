/**
 * What can be inspected and who answers for it: units and communities as registration-service tells of them, and the scenic
 * spots and markets that the district keeps here. Also who may see whose.
 */
@NullMarked
package cn.jinlin.supervision.place;

import org.jspecify.annotations.NullMarked;
