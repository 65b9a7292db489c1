/**
 * What systems outside ask for. Each demand becomes one draft for the community's officer, however often it is sent, and its sender
 * reads there what became of it.
 */
@NullMarked
package cn.jinlin.request.demand;

import org.jspecify.annotations.NullMarked;
