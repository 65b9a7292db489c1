package cn.jinlin.supervision.support;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

import cn.jinlin.supervision.demand.Horizon;

/** Why a unit is asked, in the words of the reader; the texts are in {@code support}. */
@Component
class Reasons {
    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final ZoneId zone;

    Reasons(SupportProperties properties) {
        zone = properties.zone();
        texts.setBasename("support");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
    }

    String of(Assignment assignment, Horizon horizon, Locale locale) {
        return text("reason", locale, assignment.communityName(), String.valueOf(assignment.lacks()), days(horizon, locale),
                String.valueOf(assignment.free()), kilometres(assignment.metres()).toPlainString());
    }

    /** To a tenth, as it is shown and told. */
    static BigDecimal kilometres(long metres) {
        return BigDecimal.valueOf(metres).movePointLeft(3).setScale(1, RoundingMode.HALF_UP);
    }

    private String days(Horizon horizon, Locale locale) {
        LocalDate first = horizon.firstDay(zone);
        LocalDate last = horizon.lastDay(zone);
        String sort = first.equals(last)
                ? "day"
                : first.getMonth() == last.getMonth() && first.getYear() == last.getYear()
                        ? "days-of-a-month"
                        : "days";
        return text(sort, locale, formatted(first, text("day-and-month", locale), locale), String.valueOf(first.getDayOfMonth()),
                formatted(last, text("day-and-month", locale), locale), String.valueOf(last.getDayOfMonth()));
    }

    private static String formatted(LocalDate day, String pattern, Locale locale) {
        return day.format(DateTimeFormatter.ofPattern(pattern, locale));
    }

    private String text(String key, Locale locale, Object... args) {
        return texts.getMessage(key, args, locale);
    }
}
