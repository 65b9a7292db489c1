package cn.jinlin.supervision;

import java.io.UnsupportedEncodingException;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls the service over its own web layer. */
@TestComponent
public class Http {
    private final MockMvcTester mvc;

    Http(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    public MvcTestResult get(String uri, String token) {
        return mvc.get().uri(uri).header("Authorization", token).exchange();
    }

    public MvcTestResult post(String uri, String token, String body) {
        return mvc.post().uri(uri).header("Authorization", token).contentType(MediaType.APPLICATION_JSON).content(body)
                .exchange();
    }

    public MvcTestResult post(String uri, String token, String header, String value, String body) {
        return mvc.post().uri(uri).header("Authorization", token).header(header, value).contentType(MediaType.APPLICATION_JSON)
                .content(body).exchange();
    }

    public MvcTestResult put(String uri, String token, String body) {
        return mvc.put().uri(uri).header("Authorization", token).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    public MockMvcTester tester() {
        return mvc;
    }

    /** The body, which has to be JSON. */
    public static JsonNode json(MvcTestResult answer) {
        try {
            return JsonMapper.shared().readTree(answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asserts a problem with its stable code, without a word about our classes. */
    public static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        JsonNode problem = json(answer);
        assertThat(problem.path("code").stringValue()).isEqualTo(code);
        assertThat(problem.path("traceId").stringValue()).isNotBlank();
        assertThat(problem.path("title").stringValue()).isNotBlank().isNotEqualTo(code);
        assertThat(problem.toString()).doesNotContain("cn.jinlin", "Exception");
    }

    /** Asserts a 400 that names this field with this code, in words and not as a bare code. */
    public static void assertInvalid(MvcTestResult answer, String field, String code) {
        assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(json(answer).path("errors")).anySatisfy(error -> {
            assertThat(error.path("field").stringValue()).isEqualTo(field);
            assertThat(error.path("code").stringValue()).isEqualTo(code);
            assertThat(error.path("message").stringValue()).isNotBlank().isNotEqualTo(code);
        });
    }
}
