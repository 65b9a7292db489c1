package cn.jinlin.registration.community;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class CommunityApiTest {
    private static final String ALL = "/api/v1/communities/";

    @Autowired
    District district;
    @Autowired
    Told told;

    private final String code = District.communityCode();

    @Test
    void makesThenReplacesThenKeepsWhatIsTheSame() {
        Answer made = district.put(ADMIN, ALL + code, District.communityBody(code)).is(201);
        String renamed = District.communityBody(code).replace("双乐社区居委会", "双乐社区");

        assertThat(made.location()).isEqualTo(ALL + code);
        assertThat(made.get("/compounds/0/compoundId")).isEqualTo("shuangle-garden");
        Answer replaced = district.put(ADMIN, ALL + code, renamed).is(200);
        assertThat(replaced.etag()).isNotEqualTo(made.etag());
        assertThat(district.put(ADMIN, ALL + code, renamed).is(200).etag()).isEqualTo(replaced.etag());
        assertThat(district.get(TestTokens.platform("city"), ALL + code).is(200).get("/name")).isEqualTo("双乐社区");
        assertThat(told.last(code, 2, CommunityChanged.class).name()).isEqualTo("双乐社区");
        assertThat(told.about(code)).hasSize(2);
    }

    @Test
    void refusesAStaleEdit() {
        String etag = district.put(ADMIN, ALL + code, District.communityBody(code)).is(201).etag();
        String renamed = District.communityBody(code).replace("双乐社区居委会", "双乐社区");

        district.put(ADMIN, ALL + code, renamed, "If-Match", "\"999\"").refused(412, "STALE_VERSION");
        district.put(ADMIN, ALL + code, renamed, "If-Match", etag).is(200);
        district.put(ADMIN, ALL + code, renamed, "If-Match", etag).refused(412, "STALE_VERSION");
        district.put(ADMIN, ALL + District.communityCode(), renamed, "If-Match", "*").refused(412, "STALE_VERSION");
    }

    @Test
    void letsOnlyTheDistrictWriteAndEveryRoleRead() {
        String body = District.communityBody(code);
        district.put("", ALL + code, body).refused(401, "UNAUTHENTICATED");
        for (String token : List.of(TestTokens.officer(code), TestTokens.liaison("u"), TestTokens.member("m"),
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.put(token, ALL + code, "not even JSON").refused(403, "FORBIDDEN");
            district.get(token, ALL + code).refused(404, "NOT_FOUND");
            district.get(token, "/api/v1/communities").is(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"name\":\"双乐社区居委会\"', '\"name\":\" \"', name, REQUIRED",
        "'\"name\":\"双乐社区居委会\",', '', name, REQUIRED",
        "'\"longitude\":118.1', '\"longitude\":180.5', location.longitude, OUT_OF_RANGE",
        "'\"longitude\":118.1', '\"longitude\":\"118\"', location.longitude, WRONG_TYPE",
        "'shuangle-garden', 'Shuangle Garden', compounds[0].compoundId, MALFORMED",
        "'\"subdistrictName\"', '\"color\":1,\"subdistrictName\"', color, UNKNOWN_FIELD",
        "'[{', '[{\"compoundId\":\"shuangle-garden\",\"name\":\"又一个\"},{', compounds[1].compoundId, GIVEN_TWICE",
        "'\"subdistrictCode\":\"350211', '\"subdistrictCode\":\"350212', subdistrictCode, NOT_PART_OF_ID"})
    void namesTheFieldThatIsWrong(String part, String wrong, String field, String problem) {
        district.put(ADMIN, ALL + code, District.communityBody(code).replace(part, wrong == null ? "" : wrong)).invalid(field,
                problem);
    }

    @Test
    void refusesACodeThatIsNone() {
        district.put(ADMIN, ALL + "35021110200", District.communityBody(code)).invalid("communityId", "MALFORMED");
    }

    @Test
    void listsInPagesAndBySubdistrict() {
        String subdistrict = "350299" + code.substring(9);
        for (String one : List.of("003", "001", "002")) {
            district.put(ADMIN, ALL + subdistrict + one, District.communityBody(subdistrict + one)).is(201);
        }
        Answer first = district.get(ADMIN, "/api/v1/communities?limit=2&subdistrictCode=" + subdistrict).is(200);
        Answer second = district.get(ADMIN, "/api/v1/communities?limit=2&subdistrictCode={s}&cursor={c}", subdistrict,
                first.get("/next")).is(200);

        assertThat(first.get("/items/0/communityId")).endsWith("001");
        assertThat(first.get("/items/1/communityId")).endsWith("002");
        assertThat(second.get("/items/0/communityId")).endsWith("003");
        assertThat(second.body().has("next")).isFalse();
        district.get(ADMIN, "/api/v1/communities?limit=0").invalid("limit", "OUT_OF_RANGE");
        district.get(ADMIN, "/api/v1/communities?cursor=x").refused(400, "INVALID_CURSOR");
    }
}
