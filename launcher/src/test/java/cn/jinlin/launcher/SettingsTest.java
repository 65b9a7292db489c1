package cn.jinlin.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    private static final Path HOME = Path.of("/somewhere");

    @Test
    void portsAreTheUsualOnesUnlessMoved() {
        Settings settings = Settings.of(HOME, null, Map.of("JINLIN_REQUEST_PORT", " 9082 "));

        assertThat(settings.port(Port.REQUEST)).isEqualTo(9082);
        assertThat(settings.port(Port.STORE)).isEqualTo(27117);
        assertThat(settings.address()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.data()).isEqualTo(Path.of("/somewhere/data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080.5"})
    void refusesWhatIsNoPortNamingTheVariable(String text) {
        assertThatThrownBy(() -> Settings.of(HOME, null, Map.of("JINLIN_BROKER_PORT", text))).isInstanceOf(Refused.class)
                .hasMessageContaining("JINLIN_BROKER_PORT is '" + text + "'");
    }

    @Test
    void refusesOnePortForTwo() {
        assertThatThrownBy(() -> Settings.of(HOME, null, Map.of("JINLIN_STORE_PORT", "8081"))).isInstanceOf(Refused.class)
                .hasMessageContaining("JINLIN_STORE_PORT");
    }

    @Test
    void thePersonsOptionsComeAfterTheUsualOnes() {
        Settings settings = Settings.of(HOME, null, Map.of("JINLIN_GATEWAY_OPTS", "-Xmx1g  -Da=b"));

        assertThat(BuiltLineup.command(Part.GATEWAY, settings, List.of("-XX:AOTCache=x"), List.of("-jar", "y")))
                .containsSubsequence("-Xmx160m", "-XX:AOTCache=x", "-Xmx1g", "-Da=b", "-jar", "y");
    }
}
