/**
 * One document holds one aggregate: state, version and the events not yet sent, written in one atomic update.
 * Commands are decided in pure code, combined under contention, and committed by version.
 */
@NullMarked
package cn.jinlin.kit.store;

import org.jspecify.annotations.NullMarked;
