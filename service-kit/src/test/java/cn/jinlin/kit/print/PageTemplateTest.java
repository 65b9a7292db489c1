package cn.jinlin.kit.print;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageTemplateTest {
    private final PageTemplate page = PageTemplate.read(PageTemplateTest.class, "/print/page.html");

    @Test
    void aTextBringsNeitherMarkupNorPlaces() {
        String filled = page.filled(Map.of("title", "<b>{{{body}}\"&", "body", "$1 \\ {{title}}"), Map.of("rows", ""));

        assertThat(filled).contains("&lt;b&gt;{{{body}}&quot;&amp;").contains("$1 \\ {{title}}").doesNotContain("<b>");
    }

    @Test
    void aPartGoesInAsItIs() {
        assertThat(page.filled(Map.of("title", "一", "body", "二"), Map.of("rows", "<p>三</p>"))).contains("<p>三</p>");
    }

    @Test
    void noPlaceStaysOpen() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> page.filled(Map.of("title", "一")))
                .withMessageContaining("body");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> PageTemplate.read(PageTemplateTest.class, "/print/none.html"));
    }
}
