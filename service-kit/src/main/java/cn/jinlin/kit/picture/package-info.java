/**
 * Pictures from strangers: what is taken is a picture by its bytes and is kept as its pixels alone, made anew, so that no
 * place, no camera and no script comes along. Everything else is refused by name, in bounded memory and time.
 */
@NullMarked
package cn.jinlin.kit.picture;

import org.jspecify.annotations.NullMarked;
