package cn.jinlin.kit.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * A page with places {@code {{name}}} for texts. What is filled in is text: it can neither bring markup nor further places.
 */
public final class PageTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)\\}\\}");

    private final String page;

    private PageTemplate(String page) {
        this.page = page;
    }

    /** @param resource path of a well-formed page on the class path, beginning with a slash */
    public static PageTemplate read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no page " + resource);
            }
            return new PageTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with every place filled. */
    public String filled(Map<String, String> texts) {
        return filled(texts, Map.of());
    }

    /**
     * The page with every place filled.
     *
     * @param parts by their places, what was filled from other templates and goes in as it is
     */
    public String filled(Map<String, String> texts, Map<String, String> parts) {
        return PLACE.matcher(page).replaceAll(place -> Matcher.quoteReplacement(at(place, texts, parts)));
    }

    private static String at(MatchResult place, Map<String, String> texts, Map<String, String> parts) {
        String name = place.group(1);
        String text = texts.get(name);
        String part = parts.get(name);
        if (text != null) {
            return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
        }
        if (part == null) {
            throw new IllegalStateException("nothing for " + name);
        }
        return part;
    }
}
