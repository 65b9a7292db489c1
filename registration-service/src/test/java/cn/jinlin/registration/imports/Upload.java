package cn.jinlin.registration.imports;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;

/** Sends tables and waits for what comes of them. */
public class Upload {
    public static final String IMPORTS = "/api/v1/members/imports";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    MockMvcTester mvc;
    @Autowired
    District district;

    public Answer send(String token, byte[] file, String query, String... headers) {
        return sendAs("text/csv", token, file, query, headers);
    }

    public Answer sendAs(String type, String token, byte[] file, String query, String... headers) {
        var request = mvc.post().uri(IMPORTS + query).contentType(org.springframework.http.MediaType.parseMediaType(type))
                .content(file);
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return answer(request.exchange().getResponse());
    }

    public Answer sendForm(String token, String part, byte[] file) {
        return answer(mvc.post().uri(IMPORTS).multipart().part(new MockPart(part, "members.csv", file))
                .header("Authorization", token).exchange().getResponse());
    }

    /** Sends it and waits until it is over. */
    public Answer through(String token, byte[] file, String query) {
        return over(token, send(token, file, query).is(201).location());
    }

    public Answer over(String token, String location) {
        Answer[] last = new Answer[1];
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
            last[0] = district.get(token, location).is(200);
            return List.of("DONE", "FAILED").contains(last[0].get("/state"));
        });
        return last[0];
    }

    /** The report's lines as {@code line field code}, in English. */
    public List<String> report(String token, Answer over) {
        var response = mvc.get().uri(over.get("/report")).header("Authorization", token).header("Accept-Language", "en")
                .exchange().getResponse();
        String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        return text.lines().skip(1).map(line -> line.split(",", 4)).map(cell -> cell[0] + " " + cell[1] + " " + cell[2])
                .toList();
    }

    public byte[] file(String token, String uri, String... headers) {
        var request = mvc.get().uri(uri).header("Authorization", token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange().getResponse().getContentAsByteArray();
    }

    private static Answer answer(org.springframework.mock.web.MockHttpServletResponse response) {
        String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
        JsonNode body = text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
        return new Answer(response.getStatus(), body, response.getHeader("ETag"), response.getHeader("Location"), text);
    }
}
