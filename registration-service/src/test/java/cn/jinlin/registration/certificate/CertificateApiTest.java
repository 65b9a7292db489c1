package cn.jinlin.registration.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class CertificateApiTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T01:00:00Z");

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    MongoDatabase database;
    @Autowired
    MockMvcTester mvc;
    @Autowired
    CertificateDesk desk;

    private String here;
    private String unit;
    private String member;
    private String certificate;

    @BeforeEach
    void service() {
        here = district.community();
        unit = district.unit(here);
        member = district.neighbour(unit, here);
        certificate = "/api/v1/members/" + member + "/service-record/certificate";
        credit("o1", 90, MARCH);
        credit("o2", 30, MARCH.plusSeconds(86_400));
        awaitMinutes(120);
    }

    @Test
    void givesTheSameNumberForAsLongAsNothingChanged() {
        Answer first = certify("?year=2026");

        assertThat(first.get("/totalMinutes")).isEqualTo("120");
        assertThat(first.get("/verifiedMinutes")).isEqualTo("120");
        assertThat(first.get("/entries")).isEqualTo("2");
        assertThat(first.get("/name")).isEqualTo("陈嘉庚");
        assertThat(first.get("/unitName")).isEqualTo("集美区税务局");
        assertThat(first.get("/checkUrl")).endsWith("/api/v1/certificates/" + first.get("/number"));
        assertThat(certify("?year=2026").get("/number")).isEqualTo(first.get("/number"));
        assertThat(certify("?year=2026").get("/issuedAt")).isEqualTo(first.get("/issuedAt"));
        assertThat(certify("").get("/number")).isNotEqualTo(first.get("/number"));
        credit("old", 15, MARCH.minusSeconds(400L * 86_400));
        awaitMinutes(135);
        assertThat(certify("?year=2026").get("/number")).isEqualTo(first.get("/number"));
        credit("o3", 45, MARCH.plusSeconds(2 * 86_400));
        awaitMinutes(180);
        assertThat(certify("?year=2026").get("/number")).isNotEqualTo(first.get("/number"));
        assertThat(check(first).get("/state")).isEqualTo("VALID");
        assertThat(check(first).get("/totalMinutes")).isEqualTo("120");
    }

    @Test
    void twoWhoAskAtOnceGetOneNumber() throws Exception {
        Set<String> numbers = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            threads.add(Thread.ofVirtual().start(() -> numbers.add(
                    desk.certify(member, cn.jinlin.registration.calendar.Period.ALL).number().text())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(numbers).hasSize(1);
    }

    @Test
    void isCheckedByAnybodyWithoutAnythingPersonal() {
        Answer issued = certify("?year=2026");
        Answer check = check(issued);

        assertThat(check.body().propertyNames()).containsExactlyInAnyOrder("number", "from", "to", "totalMinutes",
                "verifiedMinutes", "backfilledMinutes", "entries", "issuedAt", "state");
        assertThat(check.get("/state")).isEqualTo("VALID");
        assertThat(check.text()).doesNotContain(member, "陈", unit, here);
        String number = issued.get("/number");
        district.get("", "/api/v1/certificates/" + number.replace("-", "").toLowerCase()).is(200);
        String wrong = (number.startsWith("9") ? "8" : "9") + number.substring(1);
        district.get("", "/api/v1/certificates/" + wrong).invalid("number", "CHECK_CHARACTER");
        district.get("", "/api/v1/certificates/nonsense").invalid("number", "MALFORMED");
        district.get("", "/api/v1/certificates/" + CertificateNumber.EXAMPLE).refused(404, "NOT_FOUND");
        MockHttpServletResponse page = shown("", "/api/v1/certificates/" + number, "text/html,*/*;q=0.8");
        assertThat(page.getContentType()).startsWith("text/html");
        assertThat(text(page)).contains(number, "有效").doesNotContain("陈", member);
        assertThat(page.getHeader("Cache-Control")).contains("max-age=60");
        assertThat(page.getHeader("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void saysWhenAnEntryWasTakenBackSince() {
        Answer issued = certify("?year=2026");
        Answer later = certify("?from=2026-03-02T00:00:00Z");
        district.post(ADMIN, "/api/v1/members/" + member + "/service-record/entries/o1:" + member + "/void",
                "{\"reason\":\"扫错了\"}").is(201);

        assertThat(check(issued).get("/state")).isEqualTo("CHANGED_SINCE");
        assertThat(check(later).get("/state")).isEqualTo("VALID");
        Answer anew = certify("?year=2026");
        assertThat(anew.get("/number")).isNotEqualTo(issued.get("/number"));
        assertThat(anew.get("/totalMinutes")).isEqualTo("30");
        assertThat(check(anew).get("/state")).isEqualTo("VALID");
        assertThat(text(shown("", "/api/v1/certificates/" + issued.get("/number"), "text/html"))).contains("作废");
    }

    @Test
    void saysWhenTheHolderWasErased() {
        Answer issued = certify("");
        district.delete(TestTokens.member(member), "/api/v1/members/" + member).is(204);

        assertThat(check(issued).get("/state")).isEqualTo("HOLDER_ERASED");
        assertThat(check(issued).get("/totalMinutes")).isEqualTo("120");
        district.get(ADMIN, certificate).refused(404, "NOT_FOUND");
    }

    @Test
    void certifiesNothingThatWasDoctored() {
        Answer issued = certify("");
        database.getCollection("ledgers").updateOne(Filters.eq("_id", member + ":2026"),
                Updates.set("state.entries.0.facts.minutes", 900));

        assertThat(check(issued).get("/state")).isEqualTo("UNVERIFIABLE");
        district.get(TestTokens.member(member), certificate).refused(409, "RECORD_DAMAGED");
    }

    @Test
    void isAPageToPrintOrAPdfWhereThatIsAskedFor() {
        MockHttpServletResponse page = shown(TestTokens.member(member), certificate + "?year=2026",
                "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        MockHttpServletResponse pdf = shown(TestTokens.member(member), certificate + "?year=2026", "application/pdf");

        assertThat(page.getContentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(text(page)).contains("陈嘉庚", "2026年1月1日至2026年12月31日", "2 小时", "data:image/png;base64,");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        assertThat(new String(pdf.getContentAsByteArray(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.getHeader("Content-Disposition")).matches("inline; filename=\"certificate-[0-9A-Y-]+\\.pdf\"");
        assertThat(shown(TestTokens.member(member), certificate, "image/png").getStatus()).isEqualTo(406);
        assertThat(shown(TestTokens.member(member), certificate, "*/*").getContentType()).startsWith("application/json");
    }

    @Test
    void isForThoseInScope() {
        for (String token : List.of(TestTokens.member(member), TestTokens.liaison(unit), TestTokens.officer(here))) {
            assertThat(district.get(token, certificate).is(200).get("/name")).isEqualTo("陈嘉庚");
        }
        assertThat(district.get(ADMIN, certificate).is(200).get("/name")).isEqualTo("陈**");
        for (String token : List.of(TestTokens.member("another"), TestTokens.liaison("another"),
                TestTokens.officer("350211102006"), TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.get(token, certificate).refused(403, "FORBIDDEN");
        }
        district.get("", certificate).refused(401, "UNAUTHENTICATED");
        district.get(ADMIN, certificate.replace(member, "none")).refused(404, "NOT_FOUND");
        district.get(ADMIN, certificate + "?year=2019").refused(409, "NOTHING_SERVED");
        district.get(ADMIN, certificate + "?from=yesterday").invalid("from", "MALFORMED");
    }

    private Answer certify(String query) {
        return district.get(TestTokens.member(member), certificate + query).is(200);
    }

    private Answer check(Answer issued) {
        return district.get("", "/api/v1/certificates/" + issued.get("/number")).is(200);
    }

    private MockHttpServletResponse shown(String token, String uri, String accept) {
        var request = mvc.get().uri(uri).header("Accept", accept);
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return request.exchange().getResponse();
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void awaitMinutes(int total) {
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60))
                .until(() -> district.get(ADMIN, "/api/v1/members/" + member + "/service-record").get("/totalMinutes")
                        .equals(Integer.toString(total)));
    }

    private void credit(String order, int minutes, Instant servedAt) {
        elsewhere.tells(new MemberCredited(order, order + ":" + member, here, member, Optional.of(unit), minutes, servedAt,
                servedAt.plusSeconds(7_200), false, Optional.empty(), Optional.empty()), 1);
    }
}
