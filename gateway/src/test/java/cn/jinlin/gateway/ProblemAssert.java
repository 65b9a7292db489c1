package cn.jinlin.gateway;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that an answer is a whole problem with the given status and code. */
final class ProblemAssert {

    private ProblemAssert() {}

    static JsonNode assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Door.json(answer.body());
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.get("type").stringValue()).startsWith("https://jinlin.invalid/problems/");
        assertThat(answer.headers().firstValue("X-Trace-Id")).contains(problem.get("traceId").stringValue());
        assertThat(answer.body()).doesNotContain("Exception", "org.springframework", "cn.jinlin");
        return problem;
    }
}
