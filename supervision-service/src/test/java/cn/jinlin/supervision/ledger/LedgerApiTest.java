package cn.jinlin.supervision.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class LedgerApiTest {
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");
    private static final Instant AT = Instant.parse("2026-05-16T01:30:00Z");
    private static final String MAY = "?from=2026-05-01&to=2026-05-31";

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    private final String unit = "unit-" + UUID.randomUUID();
    private final String community = "35021122" + String.format("%04d", Math.floorMod(unit.hashCode(), 10_000));
    private final String member = "member-" + UUID.randomUUID();
    private final String ofUnit = "/api/v1/ledgers/units/" + unit;
    private final String ofCommunity = "/api/v1/ledgers/communities/" + community;

    @BeforeEach
    void aUnitAndACommunity() {
        publisher.publish(1, new UnitChanged(unit, "区建设局", UnitKind.GOVERNMENT, Optional.empty(), List.of()));
        publisher.publish(1, new CommunityChanged(community, "双乐社区", "350211220", "某街道", Optional.empty(), List.of()));
    }

    @Test
    void addsUpAPeriodAndComparesItWithTheScans() {
        scanned(1, "order-1", 60, AT);
        scanned(2, "order-2", 90, AT.plus(Duration.ofDays(1)));
        entered(3, "by-hand", EntryKind.BACKFILLED, 30, AT, Optional.empty());
        entered(4, "takes back", EntryKind.VOID, -90, AT.plus(Duration.ofDays(1)), Optional.of("entry-2"));
        scanned(5, "order-in-june", 500, Instant.parse("2026-05-31T16:00:00Z"));
        for (String uri : List.of(ofUnit, ofCommunity)) {
            JsonNode ledger = await().atMost(Duration.ofSeconds(60)).until(() -> Http.json(http.get(uri + MAY, SUPERVISOR)),
                    found -> found.path("totals").path("takenBack").asInt() == 1
                            && found.path("comparison").path("credits").asInt() == 2);
            assertThat(ledger.path("totals").path("verifiedMinutes").asInt()).isEqualTo(60);
            assertThat(ledger.path("totals").path("backfilledMinutes").asInt()).isEqualTo(30);
            assertThat(ledger.path("totals").path("members").asInt()).isEqualTo(1);
            assertThat(ledger.path("comparison").path("agrees").asBoolean()).isTrue();
            assertThat(ledger.path("comparison").path("creditedMinutes").asInt()).isEqualTo(150);
        }
        assertThat(Http.json(http.get(ofUnit + MAY, SUPERVISOR)).path("name").stringValue()).isEqualTo("区建设局");
        JsonNode heads = Http.json(http.get("/api/v1/ledgers/members/" + member + "/heads", TestTokens.districtAdmin()))
                .path("items");
        assertThat(heads).singleElement().satisfies(head -> {
            assertThat(head.path("entries").asInt()).isEqualTo(5);
            assertThat(head.path("hash").stringValue()).isEqualTo("hash-5");
            assertThat(head.path("intact").asBoolean()).isTrue();
        });
    }

    @Test
    void showsADisagreement() {
        publisher.publish(1, credit("order-1", 60, AT));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode comparison = Http.json(http.get(ofUnit + MAY, SUPERVISOR)).path("comparison");
            assertThat(comparison.path("missing").asInt()).isEqualTo(1);
            assertThat(comparison.path("agrees").asBoolean()).isFalse();
        });
    }

    @Test
    void goesDownToEachEntryPageByPage() {
        for (int i = 1; i <= 5; i++) {
            entered(i, "order-" + i, EntryKind.VERIFIED, 60, AT.minus(Duration.ofHours(i)), Optional.empty());
        }
        awaitEntries(5);
        List<String> served = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Http.json(http.get(ofUnit + "/entries" + MAY + "&limit=2" + next, TestTokens.liaison(unit)));
            page.path("items").forEach(item -> served.add(item.path("servedAt").stringValue()));
            next = page.path("next").isString() ? "&cursor=" + page.path("next").stringValue() : "";
        } while (!next.isEmpty());
        assertThat(served).hasSize(5).isSorted();
        JsonNode first = Http.json(http.get(ofCommunity + "/entries" + MAY, TestTokens.officer(community))).path("items").path(0);
        assertThat(first.path("memberId").stringValue()).isEqualTo(member);
        assertThat(first.path("number").asInt()).isEqualTo(5);
        assertThat(first.path("hash").stringValue()).isEqualTo("hash-5");
        assertThat(Http.json(http.get(ofUnit + "/entries?from=2026-06-01&to=2026-06-30", SUPERVISOR)).path("items")).isEmpty();
    }

    @Test
    void isTakenAwayAsATable() throws Exception {
        entered(1, "=order", EntryKind.VERIFIED, 60, AT, Optional.empty());
        awaitEntries(1);
        MvcTestResult csv = http.get(ofUnit + "/export" + MAY, TestTokens.liaison(unit));
        assertThat(csv).hasStatusOk();
        assertThat(csv.getResponse().getContentAsString(StandardCharsets.UTF_8)).startsWith("\uFEFF")
                .contains("2026-05-16 09:30", member,
                        "'=order", "60")
                .contains("\r\n");
        MvcTestResult chinese = http.tester().get().uri(ofCommunity + "/export" + MAY).header("Authorization", SUPERVISOR)
                .header("Accept-Language", "zh-CN").exchange();
        assertThat(chinese.getResponse().getContentAsString(StandardCharsets.UTF_8)).contains("服务时间", "扫码");
        MvcTestResult xlsx = http.get(ofUnit + "/export" + MAY + "&format=xlsx", SUPERVISOR);
        assertThat(xlsx).hasStatusOk();
        assertThat(xlsx.getResponse().getHeader("Content-Disposition")).contains("ledger.xlsx");
        assertThat(sheet(xlsx.getResponse().getContentAsByteArray())).contains(member, "2026-05-16 09:30");
    }

    @Test
    void isForSupervisorsTheDistrictAndWhoseItIs() {
        for (String tail : List.of("", "/entries", "/export")) {
            assertThat(http.get(ofUnit + tail, TestTokens.liaison(unit))).hasStatusOk();
            assertThat(http.get(ofUnit + tail, TestTokens.districtAdmin())).hasStatusOk();
            assertThat(http.get(ofCommunity + tail, TestTokens.officer(community))).hasStatusOk();
            assertThat(http.get(ofCommunity + tail, SUPERVISOR)).hasStatusOk();
            for (String token : List.of(TestTokens.liaison("another"), TestTokens.officer(community),
                    TestTokens.member(member, unit),
                    TestTokens.platform("city"))) {
                Http.assertProblem(http.get(ofUnit + tail, token), 403, "FORBIDDEN");
            }
            for (String token : List.of(TestTokens.officer("350211999999"), TestTokens.liaison(unit), TestTokens.member(member),
                    TestTokens.platform("city"))) {
                Http.assertProblem(http.get(ofCommunity + tail, token), 403, "FORBIDDEN");
            }
            assertThat(http.tester().get().uri(ofUnit + tail).exchange()).hasStatus(401);
        }
        String heads = "/api/v1/ledgers/members/" + member + "/heads";
        for (String token : List.of(TestTokens.liaison(unit), TestTokens.officer(community), TestTokens.member(member))) {
            Http.assertProblem(http.get(heads, token), 403, "FORBIDDEN");
        }
        assertThat(Http.json(http.get(heads, SUPERVISOR)).path("items")).isEmpty();
    }

    @Test
    void refusesWhatFitsNothing() {
        Http.assertInvalid(http.get(ofUnit + "?from=yesterday", SUPERVISOR), "from", "MALFORMED");
        Http.assertInvalid(http.get(ofUnit + "?from=2026-05-02&to=2026-05-01", SUPERVISOR), "to", "BEFORE_FROM");
        Http.assertInvalid(http.get(ofUnit + "/entries?from=2024-01-01&to=2026-05-01", SUPERVISOR), "to", "PERIOD_TOO_LONG");
        Http.assertInvalid(http.get(ofUnit + "/export?format=pdf", SUPERVISOR), "format", "NOT_ONE_OF");
        Http.assertProblem(http.get(ofUnit + "/entries?cursor=nonsense", SUPERVISOR), 400, "INVALID_CURSOR");
        for (String tail : List.of("", "/entries", "/export")) {
            Http.assertProblem(http.get("/api/v1/ledgers/units/none" + tail, SUPERVISOR), 404, "NOT_FOUND");
            Http.assertProblem(http.get("/api/v1/ledgers/communities/none" + tail, SUPERVISOR), 404, "NOT_FOUND");
        }
    }

    private void scanned(long number, String order, int minutes, Instant servedAt) {
        publisher.publish(1, credit(order, minutes, servedAt));
        entered(number, order, EntryKind.VERIFIED, minutes, servedAt, Optional.empty());
    }

    private MemberCredited credit(String order, int minutes, Instant servedAt) {
        return new MemberCredited(order, "credit-" + order + member, community, member, Optional.of(unit), minutes, servedAt,
                servedAt.plusSeconds(7200), false, Optional.empty(), Optional.empty());
    }

    private void entered(long number, String order, EntryKind kind, int minutes, Instant servedAt, Optional<String> voids) {
        publisher.publish(number,
                new ServiceRecordAppended(member + ":2026", "entry-" + number, member, Optional.of(unit), community,
                        Optional.of(order), kind, minutes, servedAt, number, "hash-" + number, voids));
    }

    private void awaitEntries(int many) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(Http.json(http.get(ofUnit + "/entries" + MAY, SUPERVISOR)).path("items")).hasSize(many));
    }

    /** By the central directory: the writer leaves the local headers without sizes. */
    private static String sheet(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("ledger", ".xlsx");
        try {
            Files.write(file, workbook);
            try (ZipFile parts = new ZipFile(file.toFile())) {
                return new String(parts.getInputStream(parts.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                        StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }
}
