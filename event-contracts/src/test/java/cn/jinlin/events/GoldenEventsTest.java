package cn.jinlin.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of every event against its golden file. A deliberate change of shape is written with
 * {@code -Djinlin.golden.write=true} and then shows up in the diff.
 */
class GoldenEventsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<Event> samples() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsItsShapeOnTheWire(Event event) throws IOException {
        Path file = GOLDEN.resolve(name(event.getClass()) + ".json");
        String json = JSON.writeValueAsString(event).replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("jinlin.golden.write")) {
            Files.writeString(file, json);
        }
        assertThat(json).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void comesBackFromItsJsonAsItWas(Event event) {
        assertThat(JSON.readValue(JSON.writeValueAsString(event), event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isKeyedByAnAggregate(Event event) {
        assertThat(event.aggregateId()).isNotBlank();
    }

    /** Topics are kept for ever, so what was told before a field existed is still read. */
    @Test
    void readsCreditsFromBeforeDevicesWereTold() {
        var old = JSON.readValue("""
                {"orderId":"o","creditId":"c","communityId":"350211102006","memberId":"m","minutes":60,
                "servedAt":"2026-05-16T08:30:00Z","at":"2026-05-16T10:30:00Z","manual":false}""",
                RequestEvent.MemberCredited.class);
        assertThat(old.minutes()).isEqualTo(60);
        assertThat(old.device()).isEmpty();
        assertThat(old.distanceMetres()).isEmpty();
    }

    @Test
    void everyEventHasASampleAndAStableName() {
        Set<String> sampled = samples().stream().map(event -> name(event.getClass())).collect(Collectors.toSet());
        Set<String> declared = Stream
                .of(RegistrationEvent.class, RequestEvent.class, SupervisionEvent.class, PlatformEvent.class)
                .flatMap(contract -> Stream.of(contract.getPermittedSubclasses())).map(GoldenEventsTest::name)
                .collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(declared).allMatch(name -> name.matches("[a-z-]+\\.[a-z-]+\\.v[1-9]"));
    }

    @Test
    void noGoldenFileIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            samples().stream().map(event -> name(event.getClass()) + ".json").toList());
        }
    }

    private static String name(Class<?> type) {
        return type.getAnnotation(EventType.class).value();
    }
}
