/** The demo district: the 73 communities of Jimei and their loading. Loading puts only what is missing, so it can be
 * repeated on the same data. */
@NullMarked
package cn.jinlin.launcher.district;

import org.jspecify.annotations.NullMarked;
