/** The demo district: the 73 communities of Jimei, and the whole of it at its real figures with made-up people. Loading adds
 * only what is missing, so it can be repeated on the same data. */
@NullMarked
package cn.jinlin.launcher.district;

import org.jspecify.annotations.NullMarked;
