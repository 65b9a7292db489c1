package cn.jinlin.kit.problem;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

import cn.jinlin.kit.body.Texts;
import cn.jinlin.kit.domain.FieldError;

/** The texts of problems: the kit's own in {@code kit-problems}, a service's in {@code problems}. */
public final class ProblemTexts {
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    public ProblemTexts() {
        messages.setBasenames("problems", "kit-problems");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
    }

    String title(Problem problem, Locale locale) {
        String text = find(problem.code() + ".title", problem.args(), locale);
        return text != null ? text : problem.code();
    }

    @Nullable
    String detail(Problem problem, Locale locale) {
        return find(problem.code() + ".detail", problem.args(), locale);
    }

    /** {@code field.<CODE>.<n>} for n arguments where there is such a text, else {@code field.<CODE>}. */
    public String field(FieldError error, Locale locale) {
        String text = find("field." + error.code() + '.' + error.args().size(), error.args(), locale);
        if (text == null) {
            text = find("field." + error.code(), error.args(), locale);
        }
        return text != null ? text : error.code();
    }

    private @Nullable String find(String key, List<Object> args, Locale locale) {
        Object[] shown = args.stream().map(arg -> Texts.printable(String.valueOf(arg))).toArray();
        return messages.getMessage(key, shown, null, locale);
    }
}
