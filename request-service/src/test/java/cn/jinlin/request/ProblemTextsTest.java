package cn.jinlin.request;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.Refusal;
import cn.jinlin.request.order.ClaimRefusal;
import cn.jinlin.request.order.OrderRefusal;
import cn.jinlin.request.order.WorkRefusal;
import cn.jinlin.request.schedule.ScheduleRefusal;
import cn.jinlin.request.series.SeriesRefusal;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    private final Properties english = read("/problems.properties");
    private final Properties chinese = read("/problems_zh_CN.properties");

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
            assertThat((String) text).as((String) key).matches("(?s).*[\u4e00-\u9fff].*");
            assertThat(placeholders((String) text)).as((String) key).isEqualTo(placeholders(english.getProperty((String) key)));
        });
    }

    private static String placeholders(String text) {
        return Stream.of("{0}", "{1}", "{2}").filter(text::contains).toList().toString();
    }

    @Test
    void wordsEveryRefusal() {
        Stream<Refusal[]> all = Stream.of(OrderRefusal.values(), ClaimRefusal.values(), ScheduleRefusal.values(),
                WorkRefusal.values(), SeriesRefusal.values());
        assertThat(all.flatMap(Stream::of).map(Refusal::name)).allSatisfy(
                code -> assertThat(english).containsKeys(code + ".title", code + ".detail"));
    }
}
