/**
 * Tables as people send them: CSV in three character sets and XLSX. Whatever a hostile or broken file holds, reading takes
 * bounded memory and time and ends in lines or in a refusal of the file.
 */
@NullMarked
package cn.jinlin.registration.sheet;

import org.jspecify.annotations.NullMarked;
