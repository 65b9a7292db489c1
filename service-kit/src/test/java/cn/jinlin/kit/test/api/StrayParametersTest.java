package cn.jinlin.kit.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class StrayParametersTest {
    private static final String OWN = "{\"communityId\":\"350211102006\"}";
    private static final String ALL = "{\"communityId\":\"350211102006\",\"other\":\"0198c000-0000-7000-8000-0000000000b1\"}";

    private static MockHttpServletResponse answer(int status, String body) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setStatus(status);
        try {
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    private static boolean passes(MockHttpServletResponse without, MockHttpServletResponse with, MockHttpServletResponse again) {
        return StrayParameters.fault(without, with, () -> again).isEmpty();
    }

    @Test
    void takesTheSameAnswerAndARefusal() {
        assertThat(passes(answer(200, OWN), answer(200, OWN), answer(200, OWN))).isTrue();
        assertThat(passes(answer(200, OWN), answer(400, ""), answer(200, OWN))).isTrue();
        assertThat(passes(answer(403, ""), answer(403, ""), answer(403, ""))).isTrue();
    }

    @Test
    void findsAnotherStatusAndWhatOnlyTheyShow() {
        assertThat(passes(answer(403, ""), answer(200, OWN), answer(403, ""))).isFalse();
        assertThat(passes(answer(200, OWN), answer(500, ""), answer(200, OWN))).isFalse();
        assertThat(passes(answer(200, OWN), answer(200, ALL), answer(200, OWN))).isFalse();
    }

    @Test
    void passesOverWhatCameIntoBeingMeanwhile() {
        assertThat(passes(answer(200, OWN), answer(200, ALL), answer(200, ALL))).isTrue();
    }
}
