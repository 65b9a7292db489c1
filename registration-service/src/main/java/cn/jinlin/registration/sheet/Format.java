package cn.jinlin.registration.sheet;

/** What a file is, by its content; a name or a declared type is not believed. */
public enum Format {
    CSV_UTF_8, CSV_GB18030, XLSX
}
