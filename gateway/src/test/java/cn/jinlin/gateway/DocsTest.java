package cn.jinlin.gateway;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class DocsTest {
    private final Door door = Door.shared();

    private HttpResponse<String> get(String path) {
        return door.send(door.to(path));
    }

    @Test
    void showsThePageWithoutATokenAndFromThisDoorAlone() {
        HttpResponse<String> page = get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        List<String> loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body()).results()
                .map(found -> found.group(1)).toList();
        assertThat(loaded).hasSizeGreaterThan(4).allMatch(path -> path.startsWith("/"))
                .allSatisfy(path -> assertThat(get(path).statusCode()).as(path).isEqualTo(200));
        assertThat(page.body()).doesNotContain("<script>", "http://", "https://");
    }

    @Test
    void showsEveryDocument() {
        Stream<MatchResult> named = Pattern.compile("\"([a-z-]+)\"").matcher(get("/docs/docs.js").body()
                .lines().filter(line -> line.contains("urls")).findFirst().orElseThrow()).results();
        assertThat(named.map(found -> found.group(1))).hasSize(5).allSatisfy(name -> {
            HttpResponse<String> document = get("/openapi/" + name + ".json");
            assertThat(document.statusCode()).as(name).isEqualTo(200);
            assertThat(Door.json(document.body()).path("openapi").asString()).isEqualTo("3.1.0");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/none.json", "/openapi/..%2fapplication.yml", "/docs/index.html", "/docs/x/y"})
    void showsNothingElse(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertProblem(answer, answer.statusCode(), answer.statusCode() == 400 ? "BAD_REQUEST" : "NOT_FOUND");
    }
}
