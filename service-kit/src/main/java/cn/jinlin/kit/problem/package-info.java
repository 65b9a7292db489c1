/**
 * Every "no" and every fault as a problem in two languages, wherever it arises: in a handler, a filter, or the server itself. None is a
 * bare 500, and none shows a class name.
 */
@NullMarked
package cn.jinlin.kit.problem;

import org.jspecify.annotations.NullMarked;
