package cn.jinlin.registration.record;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.calendar.DistrictCalendar;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class RecordApiTest {
    /** Half past midnight of the new year in the district, still the old year in UTC. */
    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T16:30:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T01:00:00Z");

    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    KafkaTemplate<String, byte[]> kafka;
    @Autowired
    MongoDatabase database;
    @Autowired
    RecordDesk desk;
    @Autowired
    Store store;
    @Autowired
    DistrictCalendar calendar;
    @Autowired
    Elsewhere elsewhere;

    private String here;
    private String unit;
    private String member;
    private String record;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        member = district.neighbour(unit, here);
        record = "/api/v1/members/" + member + "/service-record";
    }

    @Test
    void countsACreditOnceHoweverOftenItIsDelivered() {
        MemberCredited credit = credit("c1", 90, MARCH, false);
        publish(credit);
        publish(credit);
        publish(credit("c2", 30, MARCH, false));
        Answer read = awaitMinutes(120);

        assertThat(read.get("/verifiedMinutes")).isEqualTo("120");
        assertThat(read.get("/backfilledMinutes")).isEqualTo("0");
        assertThat(read.get("/chainValid")).isEqualTo("true");
        assertThat(read.body().path("entries").size()).isEqualTo(2);
        assertThat(read.get("/entries/0/entryId")).isEqualTo(credit.creditId());
        assertThat(read.get("/entries/0/servedAt")).isEqualTo("2026-03-01T01:00:00Z");
        ServiceRecordAppended last = told.last(member + ":2026", 2, ServiceRecordAppended.class);
        assertThat(last.number()).isEqualTo(2);
        assertThat(last.hash()).isEqualTo(read.get("/entries/1/hash"));
        assertThat(told.about(member + ":2026")).hasSize(2);
        assertThat(told.headers(member + ":2026")).containsEntry("ce_type", "service-record.appended.v1")
                .containsEntry("ce_source", "/jinlin/registration-service");
    }

    @Test
    void aCreditRacingWithItselfCountsOnce() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i % 5;
            threads.add(Thread.ofVirtual().start(() -> desk.credit(List.of(credit("c" + number, 10, MARCH, false)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(awaitMinutes(50).get("/chainValid")).isEqualTo("true");
    }

    @Test
    void theYearIsTheDistrictsAndYearsHangTogether() {
        desk.credit(List.of(credit("old", 10, NEW_YEAR.minusSeconds(3_600), false), credit("new", 20, NEW_YEAR, false)));
        desk.credit(List.of(credit("late", 5, NEW_YEAR.minusSeconds(7_200), false)));

        assertThat(read("?year=2026").get("/totalMinutes")).isEqualTo("20");
        assertThat(read("?year=2025").get("/totalMinutes")).isEqualTo("15");
        Answer part = read("?from=2025-12-31T23:00:00%2B08:00&to=2026-01-01T00:00:00%2B08:00");
        assertThat(part.get("/totalMinutes")).isEqualTo("10");
        assertThat(part.get("/chainValid")).isEqualTo("true");
        change(member + ":2025", "state.entries.0.facts.minutes", 11);
        assertThat(read("?year=2026").get("/chainValid")).isEqualTo("false");
        district.get(TestTokens.member(member), record + "?from=yesterday").invalid("from", "MALFORMED");
        district.get(TestTokens.member(member), record + "?year=soon").is(400);
    }

    @Test
    void findsAndLocatesWhateverIsChangedInTheDatabase() {
        desk.credit(List.of(credit("a", 60, NEW_YEAR.minusSeconds(7_200), false),
                credit("b", 30, NEW_YEAR.minusSeconds(3_600), false)));
        desk.credit(List.of(credit("c", 45, MARCH, false), credit("d", 15, MARCH, false)));
        district.post(ADMIN, record + "/entries/" + member + "-c/void", "{\"reason\":\"扫错了\"}").is(201);
        assertThat(read("").get("/chainValid")).isEqualTo("true");
        assertThat(read("").body().has("brokenAt")).isFalse();

        List.of(member + ":2025", member + ":2026").forEach(this::findsEveryChangeOf);
        assertThat(read("").get("/chainValid")).isEqualTo("true");
    }

    private void findsEveryChangeOf(String ledgerId) {
        Document state = database.getCollection("ledgers").find(Filters.eq("_id", ledgerId)).first().get("state", Document.class);
        leaves("state", state).forEach((path, value) -> {
            change(ledgerId, path, doctored(value));
            Answer read = read("");
            assertThat(read.get("/chainValid")).as(path).isEqualTo("false");
            assertThat(read.body().at("/brokenAt/number").asInt()).as(path).isEqualTo(line(path, state));
            if (!path.equals("state.ledgerId")) {
                assertThat(read.get("/brokenAt/ledgerId")).as(path).isEqualTo(ledgerId);
            }
            change(ledgerId, path, value);
        });
    }

    /** Lines count from 1; 0 is the ledger's own name and opening. */
    private static int line(String path, Document state) {
        int lines = state.getList("entries", Document.class).size();
        if (path.startsWith("state.entries.")) {
            return Integer.parseInt(path.split("\\.")[2]) + 1;
        }
        return path.equals("state.size") ? lines + 1 : path.equals("state.head") ? lines : 0;
    }

    private static Object doctored(Object value) {
        return switch (value) {
            case Integer number -> number + 1;
            case Long number -> number + 1;
            case String text when text.isEmpty() -> "0";
            case String text -> (text.startsWith("9") ? "8" : "9") + text.substring(1);
            default -> throw new IllegalStateException(value.toString());
        };
    }

    private static Map<String, Object> leaves(String path, Object value) {
        Map<String, Object> found = new LinkedHashMap<>();
        switch (value) {
            case Document document -> document.forEach((name, part) -> found.putAll(leaves(path + "." + name, part)));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    found.putAll(leaves(path + "." + i, list.get(i)));
                }
            }
            default -> found.put(path, value);
        }
        return found;
    }

    @Test
    void findsAndLocatesLostAndSwappedLines() {
        desk.credit(List.of(credit("a", 60, MARCH, false), credit("b", 30, MARCH, false), credit("c", 45, MARCH, false)));
        List<Document> lines = database.getCollection("ledgers").find(Filters.eq("_id", member + ":2026")).first()
                .get("state", Document.class).getList("entries", Document.class);

        brokenWith(lines.subList(0, 2), 3);
        brokenWith(List.of(lines.get(0), lines.get(2)), 2);
        brokenWith(List.of(lines.get(0), lines.get(2), lines.get(1)), 2);
        brokenWith(List.of(), 1);
        brokenWith(List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(2)), 4);
        change(member + ":2026", "state.entries", lines);
        assertThat(read("").get("/chainValid")).isEqualTo("true");
    }

    private void brokenWith(List<Document> lines, int number) {
        change(member + ":2026", "state.entries", lines);
        assertThat(read("").body().at("/brokenAt/number").asInt()).isEqualTo(number);
    }

    @Test
    void answersAlsoWhenALedgerCannotBeReadAtAll() {
        desk.credit(List.of(credit("a", 60, MARCH, false)));
        change(member + ":2026", "state.opening", "torn");
        assertThat(read("").get("/brokenAt/number")).isEqualTo("0");
        change(member + ":2026", "state", new Document());
        assertThat(read("").get("/brokenAt/ledgerId")).isEqualTo(member + ":2026");
    }

    @Test
    void twoInstancesCountDoubledAndReorderedCreditsOnce() throws Exception {
        List<MemberCredited> credits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            credits.add(credit("c" + i, 1 + i, MARCH.minus(Duration.ofDays(20L * i)), false));
        }
        RecordDesk other = new RecordDesk(new Ledgers(store, database), calendar, Clock.systemUTC());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<MemberCredited> shuffled = new ArrayList<>(credits);
            Collections.shuffle(shuffled, new Random(i));
            RecordDesk one = i % 2 == 0 ? desk : other;
            threads.add(Thread.ofVirtual().start(() -> shuffled.forEach(credit -> one.credit(List.of(credit)))));
            shuffled.forEach(this::publish);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        publish(credit("last", 1_000, MARCH, false));

        Answer read = awaitMinutes(1_000 + 30 * 31 / 2);
        assertThat(read.get("/chainValid")).isEqualTo("true");
        assertThat(read.body().path("entries").size()).isEqualTo(31);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> List.of("2024", "2025", "2026").stream()
                .mapToLong(year -> told.about(member + ":" + year).stream().distinct().count()).sum() == 31);
    }

    @Test
    void keepsWhatAnOfficerEntersApart() {
        desk.credit(List.of(credit("c1", 60, MARCH, false), credit("c2", 15, MARCH, true)));
        String body = "{\"minutes\":45,\"servedAt\":\"2026-02-01T09:00:00+08:00\",\"reason\":\"纸质签到\"}";
        Answer made = district.post(TestTokens.officer(here), record + "/backfills", body, "Idempotency-Key", member).is(201);

        assertThat(made.get("/kind")).isEqualTo("BACKFILLED");
        assertThat(made.get("/communityId")).isEqualTo(here);
        district.post(TestTokens.officer(here), record + "/backfills", body, "Idempotency-Key", member).is(201);
        Answer read = read("");
        assertThat(read.get("/totalMinutes")).isEqualTo("120");
        assertThat(read.get("/verifiedMinutes")).isEqualTo("60");
        assertThat(read.get("/backfilledMinutes")).isEqualTo("60");
        assertThat(read.get("/entries/2/reason")).isEqualTo("纸质签到");
        assertThat(read.get("/entries/2/enteredBy")).contains("community_officer");
        assertThat(told.last(member + ":2026", 3, ServiceRecordAppended.class).kind()).isEqualTo(EntryKind.BACKFILLED);
        assertThat(told.about(member + ":2026").getLast()).doesNotContain("纸质签到");
    }

    @Test
    void refusesBadBackfills() {
        String officer = TestTokens.officer(here);
        String backfills = record + "/backfills";
        String body = "{\"minutes\":45,\"servedAt\":\"2026-02-01T09:00:00+08:00\",\"reason\":\"纸质签到\"}";

        district.post(officer, backfills, "{}").invalid("minutes", "REQUIRED").invalid("servedAt", "REQUIRED").invalid("reason",
                "REQUIRED");
        district.post(officer, backfills, body.replace("45", "0")).invalid("minutes", "OUT_OF_RANGE");
        district.post(officer, backfills, body.replace("45", "1441")).invalid("minutes", "OUT_OF_RANGE");
        district.post(officer, backfills, body.replace("2026", "2999")).invalid("servedAt", "IN_FUTURE");
        district.post(officer, backfills, body.replace("{", "{\"communityId\":\"350211102006\",")).refused(403, "FORBIDDEN");
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(member), TestTokens.liaison(unit),
                ADMIN, TestTokens.supervisor("EFFICIENCY"))) {
            district.post(token, backfills, "nonsense").refused(403, "FORBIDDEN");
        }
        district.post(officer, backfills.replace(member, "none"), body).refused(404, "NOT_FOUND");
    }

    @Test
    void takesAnEntryBackByAFurtherOne() {
        desk.credit(List.of(credit("c1", 60, MARCH, false), credit("c2", 30, MARCH, false)));
        String voiding = record + "/entries/" + member + "-c1/void";
        String why = "{\"reason\":\"扫错了\"}";

        district.post(TestTokens.officer("350211102006"), voiding, "nonsense").refused(403, "FORBIDDEN");
        district.post(TestTokens.member(member), voiding, "nonsense").refused(403, "FORBIDDEN");
        district.post(ADMIN, voiding, "{}").invalid("reason", "REQUIRED");
        Answer made = district.post(TestTokens.officer(here), voiding, why).is(201);
        assertThat(made.get("/minutes")).isEqualTo("-60");
        assertThat(made.get("/voids")).isEqualTo(member + "-c1");
        district.post(ADMIN, voiding, why).refused(409, "ENTRY_ALREADY_VOIDED");
        district.post(ADMIN, record + "/entries/" + made.get("/entryId") + "/void", why).refused(409, "ENTRY_NOT_VOIDABLE");
        district.post(ADMIN, record + "/entries/none/void", why).refused(404, "NOT_FOUND");

        Answer read = read("");
        assertThat(read.get("/totalMinutes")).isEqualTo("30");
        assertThat(read.get("/chainValid")).isEqualTo("true");
        desk.credit(List.of(credit("c1", 60, MARCH, false)));
        assertThat(read("").get("/totalMinutes")).isEqualTo("30");
    }

    @Test
    void isReadByThoseInScopeAndSupervisors() {
        for (String token : List.of(TestTokens.member(member), TestTokens.liaison(unit), TestTokens.officer(here), ADMIN,
                TestTokens.supervisor("EFFICIENCY"))) {
            assertThat(district.get(token, record).is(200).get("/chainValid")).isEqualTo("true");
        }
        for (String token : List.of(TestTokens.member("another"), TestTokens.liaison("another"),
                TestTokens.officer("350211102006"), TestTokens.platform("city"))) {
            district.get(token, record).refused(403, "FORBIDDEN");
        }
        district.get("", record).refused(401, "UNAUTHENTICATED");
        district.get(ADMIN, record.replace(member, "none")).refused(404, "NOT_FOUND");
    }

    @Test
    void buriesWhatCannotBeReadAndGoesOn() {
        ProducerRecord<String, byte[]> garbage = new ProducerRecord<>(RequestEvent.TOPIC, member, "{".getBytes());
        kafka.send(garbage).join();
        publish(credit("after", 25, MARCH, false));

        assertThat(awaitMinutes(25).get("/chainValid")).isEqualTo("true");
    }

    private Answer read(String query) {
        return district.get(TestTokens.member(member), URI.create(record + query)).is(200);
    }

    private Answer awaitMinutes(int total) {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> read(""),
                answer -> answer.get("/totalMinutes").equals(Integer.toString(total)));
    }

    private void change(String ledgerId, String path, Object value) {
        assertThat(database.getCollection("ledgers").updateOne(Filters.eq("_id", ledgerId), Updates.set(path, value))
                .getModifiedCount()).isEqualTo(1);
    }

    private void publish(MemberCredited credit) {
        elsewhere.tells(credit, 1);
    }

    private MemberCredited credit(String id, int minutes, Instant servedAt, boolean manual) {
        return new MemberCredited("order", member + "-" + id, here, member, Optional.of(unit), minutes, servedAt,
                servedAt.plusSeconds(7_200), manual, Optional.empty(), Optional.empty());
    }
}
