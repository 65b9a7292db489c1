/**
 * Members as a table to take away: what the list shows and to whom it shows it, streamed without ever holding all of it.
 * Who takes it is on record.
 */
@NullMarked
package cn.jinlin.registration.export;

import org.jspecify.annotations.NullMarked;
