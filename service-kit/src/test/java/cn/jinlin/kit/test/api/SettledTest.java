package cn.jinlin.kit.test.api;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the hour, the world and what else is in the store: an example is the same. */
class SettledTest {
    private record Here(Instant now, String district) implements World {
        @Override
        public String token(String role, boolean own) {
            return "";
        }

        @Override
        public Map<String, String> scope() {
            return Map.of("communityId", district + "102006", "districtCode", district);
        }

        @Override
        public Map<String, String> shown() {
            return Map.of(district, "350211", district + "102", "350211102");
        }

        @Override
        public Set<String> counts(Call call) {
            return Set.of("position", "events");
        }

        @Override
        public boolean makes(String variable) {
            return false;
        }

        @Override
        public @Nullable String value(Call call, String variable) {
            return null;
        }
    }

    private static final Call CALL = new Call("GET", "/api/v1/things", JsonMapper.shared().createObjectNode(),
            JsonMapper.shared().createObjectNode());

    private static String settled(String now, String district, String json) {
        return new Settled(new Here(Instant.parse(now), district), CALL).whole(JsonMapper.shared().readTree(json)).toString();
    }

    /** The third midnight from now on, in Xiamen. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-27T16:00:01Z", "2026-11-28T01:00:00Z", "2026-11-28T13:37:00Z", "2026-11-28T15:59:59Z"})
    void aMidnightStaysAMidnight(String now) {
        assertThat(settled(now, "360001", "{\"until\":\"2026-11-30T16:00:00Z\",\"day\":\"2026-12-01\"}"))
                .isEqualTo("{\"until\":\"2026-03-09T16:00:00Z\",\"day\":\"2026-03-10\"}");
    }

    @Test
    void otherTimesKeepTheirDistance() {
        assertThat(settled("2026-11-28T13:37:00Z", "360001", "{\"at\":\"2026-11-28T15:37:02+00:00\"}"))
                .isEqualTo("{\"at\":\"2026-03-07T03:00:00Z\"}");
    }

    @Test
    void theLongestOfWhatItKnowsComesFirst() {
        assertThat(settled("2026-11-28T13:37:00Z", "360012", "{\"a\":\"360012102006\",\"b\":\"360012102\",\"c\":\"360012\"}"))
                .isEqualTo("{\"a\":\"350211102006\",\"b\":\"350211102\",\"c\":\"350211\"}");
    }

    @Test
    void whatCountsTheStoreIsAlwaysAsMuch() {
        assertThat(settled("2026-11-28T13:37:00Z", "360001",
                "{\"position\":\"77\",\"events\":0,\"last\":{\"position\":null,\"events\":5},\"others\":5}"))
                .isEqualTo("{\"position\":\"1024\",\"events\":1024,\"last\":{\"position\":null,\"events\":1024},\"others\":5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T01:00:00Z", "2026-02-28T01:00:00Z", "2026-11-28T01:00:00Z"})
    void newYearStaysNewYear(String now) {
        assertThat(settled(now, "360001", "{\"from\":\"2026-01-01\",\"before\":\"2025-01-01\"}"))
                .isEqualTo("{\"from\":\"2026-01-01\",\"before\":\"2025-01-01\"}");
    }

    @Test
    void daysInASentenceAreFixedOnes() {
        assertThat(settled("2026-11-28T13:37:00Z", "360001", "{\"a\":\"双乐社区11月28日至12月4日缺6人\",\"b\":\"1月2日缺6人\"}"))
                .isEqualTo("{\"a\":\"双乐社区3月7日至13日缺6人\",\"b\":\"3月7日缺6人\"}");
    }

    @Test
    void aListShowsItsOwnAlone() {
        assertThat(settled("2026-11-28T13:37:00Z", "360001",
                "{\"items\":[{\"communityId\":\"360001102006\"},{\"communityId\":\"360002102006\"}],\"next\":\"x\"}"))
                .isEqualTo("{\"items\":[{\"communityId\":\"350211102006\"}]}");
        assertThat(settled("2026-11-28T13:37:00Z", "360001", "{\"items\":[{\"sort\":\"A\",\"events\":3}]}"))
                .isEqualTo("{\"items\":[{\"sort\":\"A\",\"events\":1024}]}");
        assertThat(settled("2026-11-28T13:37:00Z", "360001", "{\"thingId\":\"a\",\"items\":[{\"itemId\":\"b\"}]}"))
                .isEqualTo("{\"thingId\":\"a\",\"items\":[{\"itemId\":\"b\"}]}");
    }
}
