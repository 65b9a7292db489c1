/**
 * Named points of the code path at which a test may end its process, to prove that nothing is lost there.
 * Every jar that is shipped holds the no-op alone, and no setting changes that.
 */
@NullMarked
package cn.jinlin.kit.fault;

import org.jspecify.annotations.NullMarked;
