/**
 * A table on its way in: read into bounded memory, and kept encrypted, in pieces, for as long as somebody works on it.
 * Nothing of it is laid down on a disk in the clear.
 */
@NullMarked
package cn.jinlin.registration.upload;

import org.jspecify.annotations.NullMarked;
