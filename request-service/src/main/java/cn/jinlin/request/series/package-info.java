/**
 * Orders that come again every week or month: made ahead of time from a template, each day of a series once, with any number
 * of instances. A changed template changes what is not published yet, and nothing else.
 */
@NullMarked
package cn.jinlin.request.series;

import org.jspecify.annotations.NullMarked;
