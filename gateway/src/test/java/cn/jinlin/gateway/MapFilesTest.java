package cn.jinlin.gateway;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static cn.jinlin.gateway.MapDoors.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

/** What the cloud map is made of, as far as no browser is needed to see it. */
class MapFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/cn/jinlin/gateway/map");

    @BeforeEach
    void calm() {
        OPEN.supervision.forget();
    }

    @Test
    void leavesNoWordUnsaidInEitherLanguage() throws IOException {
        String texts = Files.readString(FOLDER.resolve("texts.js"));
        Pattern key = Pattern.compile("^    '?([A-Za-z._]+)'?: '", Pattern.MULTILINE);
        List<String> keys = key.matcher(texts).results().map(found -> found.group(1)).toList();

        assertThat(keys).hasSizeGreaterThan(60);
        assertThat(keys.subList(0, keys.size() / 2)).containsExactlyElementsOf(keys.subList(keys.size() / 2, keys.size()));
        for (String file : List.of("index.html", "map.js", "charts.js")) {
            Pattern said = Pattern.compile("(?:data-say=\"|data-label=\"|say\\(')([A-Za-z._]+)['\"]");
            String page = Files.readString(FOLDER.resolve(file));
            assertThat(said.matcher(page).results().map(found -> found.group(1)).toList()).isSubsetOf(keys);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/map", "/map/map.js", "/map/map.css", "/map/charts.js", "/map/api.js", "/map/texts.js",
        "/map/echarts.min.js"})
    void everyFileIsServedByTheDoorItself(String path) {
        HttpResponse<String> file = OPEN.send(OPEN.to(path));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).doesNotContain("no-store");
        assertThat(file.body()).doesNotContain("//cdn", "googleapis");
    }

    @Test
    void thePageRunsNoCodeButItsOwn() {
        HttpResponse<String> page = OPEN.send(OPEN.to("/map"));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("<script>|<style|style=|onclick=|onload=");
        assertThat(OPEN.send(OPEN.to("/map/index.html")).statusCode()).isEqualTo(404);
        assertThat(OPEN.send(OPEN.to("/map/MapPage.class")).statusCode()).isEqualTo(404);
    }
}
