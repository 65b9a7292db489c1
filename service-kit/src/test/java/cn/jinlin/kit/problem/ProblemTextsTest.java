package cn.jinlin.kit.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.KitRefusal;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    private final Properties english = read("/kit-problems.properties");
    private final Properties chinese = read("/kit-problems_zh_CN.properties");

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(ProblemTextsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void saysTheSameThingsInBothLanguages() {
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        chinese.forEach((key, text) -> {
            assertThat((String) text).as((String) key).matches("(?s).*[\u4e00-\u9fff].*").doesNotContain("'");
            assertThat(placeholders((String) text)).as((String) key).isEqualTo(placeholders(english.getProperty((String) key)));
        });
        english.forEach((key, text) -> assertThat(((String) text).replace("''", "")).as((String) key).doesNotContain("'")
                .matches("(?s)[\\x20-\\x7e]+"));
    }

    private static String placeholders(String text) {
        return text.replaceAll("[^{}0-9]|(?<![{0-9])[0-9]+(?![0-9}])", "");
    }

    @Test
    void wordsEveryCode() {
        Stream<String> statuses = Stream
                .of(400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 418, 429, 431, 500, 501, 502, 503, 505)
                .map(status -> Problem.ofStatus(status).code());
        Stream<String> refusals = Stream.of(KitRefusal.values()).map(KitRefusal::name);
        assertThat(Stream.concat(statuses, refusals)).allSatisfy(code -> {
            assertThat(english).containsKeys(code + ".title", code + ".detail");
            assertThat(chinese).containsKeys(code + ".title", code + ".detail");
        });
    }
}
