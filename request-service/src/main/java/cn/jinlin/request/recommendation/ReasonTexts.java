package cn.jinlin.request.recommendation;

import java.util.Locale;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The texts of reasons, in both languages. */
@Component
class ReasonTexts {
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    ReasonTexts() {
        messages.setBasename("recommendations");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
    }

    String of(Reason reason, Locale locale) {
        return messages.getMessage(reason.code().name(), reason.args().toArray(), locale);
    }
}
