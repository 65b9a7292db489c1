package cn.jinlin.supervision.checklist;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;

import static org.assertj.core.api.Assertions.assertThat;

@EnginesTest
class ChecklistApiTest {
    private static final String LISTS = "/api/v1/checklists";
    private static final String SUPERVISOR = TestTokens.supervisor("CIVILIZATION");
    private static final String NEW = """
            {"kind":"MARKET","name":"市场环境","items":[{"itemId":"floor","text":"地面整洁","weight":60},
            {"itemId":"waste","text":"垃圾分类","weight":40}]}""";
    private static final String NEXT = "{\"items\":[{\"itemId\":\"floor\",\"text\":\"地面干净\",\"weight\":100}]}";

    @Autowired
    Http http;

    @Test
    void getsFurtherEditionsAndKeepsThoseBefore() {
        MvcTestResult made = http.post(LISTS, SUPERVISOR, NEW);
        assertThat(made).hasStatus(201).headers().hasValue("ETag", "\"1\"");
        String uri = String.valueOf(made.getResponse().getHeader("Location"));
        MvcTestResult next = http.post(uri + "/versions", SUPERVISOR, "If-Match", "\"1\"", NEXT);
        assertThat(next).hasStatus(201).headers().hasValue("Location", uri + "?version=2");
        Http.assertProblem(http.post(uri + "/versions", SUPERVISOR, "If-Match", "\"1\"", NEXT), 412, "STALE_VERSION");
        JsonNode newest = Http.json(http.get(uri, TestTokens.districtAdmin()));
        assertThat(newest.path("version").intValue()).isEqualTo(2);
        assertThat(newest.path("items")).hasSize(1);
        JsonNode first = Http.json(http.get(uri + "?version=1", SUPERVISOR));
        assertThat(first.path("items")).hasSize(2);
        assertThat(first.path("newestVersion").intValue()).isEqualTo(2);
        Http.assertProblem(http.get(uri + "?version=3", SUPERVISOR), 404, "NOT_FOUND");
    }

    @Test
    void isNotOfferedOnceRetired() {
        String uri = String.valueOf(http.post(LISTS, SUPERVISOR, NEW).getResponse().getHeader("Location"));
        String id = uri.substring(uri.lastIndexOf('/') + 1);
        assertThat(ids("?kind=MARKET&limit=200")).contains(id);
        assertThat(ids("?kind=UNIT&limit=200")).doesNotContain(id);
        assertThat(http.post(uri + "/retirement", SUPERVISOR, "{}")).hasStatusOk();
        assertThat(ids("?limit=200")).doesNotContain(id);
        Http.assertProblem(http.post(uri + "/versions", SUPERVISOR, NEXT), 409, "CHECKLIST_RETIRED");
        assertThat(http.get(uri, SUPERVISOR)).hasStatusOk();
    }

    @Test
    void refusesOthersAndWhatFitsNothing() {
        Http.assertProblem(http.post(LISTS, TestTokens.districtAdmin(), "nonsense"), 403, "FORBIDDEN");
        Http.assertProblem(http.get(LISTS, TestTokens.officer("350211102006")), 403, "FORBIDDEN");
        Http.assertProblem(http.post(LISTS, TestTokens.supervisor("WEATHER"), NEW), 403, "OFFICE_REQUIRED");
        Http.assertProblem(http.post(LISTS + "/none/versions", SUPERVISOR, NEXT), 404, "NOT_FOUND");
        Http.assertInvalid(http.post(LISTS, SUPERVISOR, NEW.replace("waste", "floor")), "items[1].itemId", "DUPLICATE_ITEM");
        Http.assertInvalid(http.post(LISTS, SUPERVISOR, NEW.replace("60", "0")), "items[0].weight", "OUT_OF_RANGE");
        Http.assertInvalid(http.post(LISTS, SUPERVISOR, NEW.replace("\"floor\"", "\"a b\"")), "items[0].itemId", "MALFORMED");
        assertThat(http.tester().get().uri(LISTS).exchange()).hasStatus(401);
    }

    private List<String> ids(String query) {
        return Http.json(http.get(LISTS + query, SUPERVISOR)).path("items").values().stream()
                .map(item -> item.path("checklistId").stringValue()).toList();
    }
}
