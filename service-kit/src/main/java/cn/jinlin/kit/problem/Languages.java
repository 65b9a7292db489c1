package cn.jinlin.kit.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

import org.jspecify.annotations.Nullable;

/** Chinese, unless the caller prefers English. */
public final class Languages {
    private Languages() {}

    /** What a caller with this header {@code Accept-Language} reads. */
    public static Locale of(@Nullable String acceptLanguage) {
        return ranges(acceptLanguage).stream().filter(range -> range.getWeight() > 0)
                .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed()).map(LanguageRange::getRange)
                .filter(range -> is(range, "zh") || is(range, "en")).findFirst().filter(range -> is(range, "en"))
                .map(_ -> Locale.ENGLISH).orElse(Locale.SIMPLIFIED_CHINESE);
    }

    private static boolean is(String range, String language) {
        return range.equals(language) || range.startsWith(language + "-");
    }

    private static List<LanguageRange> ranges(@Nullable String acceptLanguage) {
        try {
            return acceptLanguage == null || acceptLanguage.isBlank() ? List.of() : LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
