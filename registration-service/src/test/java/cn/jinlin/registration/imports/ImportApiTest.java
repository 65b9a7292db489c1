package cn.jinlin.registration.imports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.upload.Uploads;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@RegistrationTest
class ImportApiTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Autowired
    District district;
    @Autowired
    Upload upload;
    @Autowired
    Told told;
    @Autowired
    MongoDatabase database;

    private String partner;
    private String home;
    private String unit;

    @BeforeEach
    void district() {
        partner = district.community();
        home = district.community();
        unit = district.unit(partner);
    }

    private String[] party(String name, String phone) {
        return new String[]{name, phone, "党员", unit, partner, home, "双乐花园", "急救；搬运"};
    }

    private List<String> ids(String token, String query) {
        return district.get(token, "/api/v1/members?limit=200&" + query).is(200).body().path("items").values().stream()
                .map(member -> member.path("memberId").asString()).toList();
    }

    @Test
    void entersEverybodyWithBothRegistrationsConfirmedWhereTheDistrictSaysSo() {
        byte[] table = Table.chinese().row(party("陈嘉庚", District.phone())).row(party("李林", District.phone())).csv();

        Answer over = upload.through(ADMIN, table, "?confirmed=true");

        assertThat(over.text()).contains("\"state\":\"DONE\"", "\"rows\":2", "\"read\":2", "\"imported\":2", "\"refused\":0",
                "\"percent\":100");
        List<String> ids = ids(TestTokens.liaison(unit), "unitId=" + unit);
        assertThat(ids).hasSize(2);
        MemberChanged event = told.last(ids.getFirst(), 1, MemberChanged.class);
        assertThat(event.unitCommunity().orElseThrow().status()).isEqualTo(RegistrationStatus.CONFIRMED);
        assertThat(event.residence().orElseThrow().status()).isEqualTo(RegistrationStatus.CONFIRMED);
        assertThat(event.residence().orElseThrow().compoundId()).contains("shuangle-garden");
        assertThat(event.skills()).containsExactly("急救", "搬运");
        assertThat(told.about(ids.getFirst())).hasSize(1);
        Answer shown = district.get(TestTokens.liaison(unit), "/api/v1/members/" + ids.getFirst()).is(200);
        assertThat(shown.get("/name")).isIn("陈嘉庚", "李林");
    }

    @Test
    void leavesTheConfirmingToTheCommunitiesUnlessItIsAskedFor() {
        upload.through(ADMIN, Table.chinese().row(party("陈嘉庚", District.phone())).csv(), "");

        String id = ids(ADMIN, "unitId=" + unit).getFirst();
        assertThat(district.get(ADMIN, "/api/v1/members/" + id).get("/registrations/residence/status")).isEqualTo("PENDING");
    }

    @Test
    void changesNothingWhenItIsSentTwice() {
        byte[] table = Table.chinese().row(party("陈嘉庚", District.phone())).row("王五", District.phone(), "居民", "", "", home, "", "")
                .csv();
        upload.through(ADMIN, table, "?confirmed=true");
        List<String> before = ids(ADMIN, "communityId=" + home);

        Answer again = upload.through(ADMIN, table, "?confirmed=true");

        assertThat(again.text()).contains("\"imported\":0", "\"updated\":0", "\"unchanged\":2");
        assertThat(ids(ADMIN, "communityId=" + home)).isEqualTo(before).hasSize(2);
        assertThat(told.about(before.getFirst())).hasSize(1);
    }

    @Test
    void confirmsWhatWaitedAndMovesWhoHasMoved() {
        String phone = District.phone();
        upload.through(ADMIN, Table.chinese().row(party("陈嘉庚", phone)).csv(), "");
        String elsewhere = district.community();

        Answer moved = upload.through(ADMIN,
                Table.chinese().row("陈嘉庚", phone, "党员", unit, "", elsewhere, "", "").csv(), "?confirmed=true");

        assertThat(moved.text()).contains("\"updated\":1");
        Answer member = district.get(ADMIN, "/api/v1/members/" + ids(ADMIN, "unitId=" + unit).getFirst());
        assertThat(member.get("/registrations/residence/communityId")).isEqualTo(elsewhere);
        assertThat(member.get("/registrations/residence/status")).isEqualTo("CONFIRMED");
        assertThat(member.get("/registrations/unitCommunity/status")).isEqualTo("PENDING");
        assertThat(member.get("/skills")).contains("急救", "搬运");
    }

    @Test
    void namesEveryBadRowAndEntersTheGoodOnes() {
        district.unit(partner);
        String taken = District.phone();
        upload.through(ADMIN, Table.chinese().row(party("陈嘉庚", taken)).csv(), "");
        String twice = District.phone();
        Table table = Table.chinese().row(party("", District.phone())).row(party("无号", "12345")).row(party("某人", taken))
                .row(party("甲", twice)).row(party("乙", twice)).row("丙", District.phone(), "群众", unit, partner, "", "", "")
                .row("丁", District.phone(), "党员", "没有的单位", partner, "", "", "")
                .row("戊", District.phone(), "党员", unit, home, "", "", "")
                .row("己", District.phone(), "党员", unit, "", "000000000000", "", "")
                .row("庚", District.phone(), "党员", unit, "", home, "没有的小区", "")
                .row("辛", District.phone(), "党员", unit, "", "", "双乐花园", "")
                .row("=1+1", District.phone(), "党员", unit, "", "", "", "")
                .row("壬\u0000", District.phone(), "党员", unit, "", "", "", "")
                .row("癸".repeat(60), District.phone(), "党员", unit, "", "", "", "")
                .row("子", District.phone(), "居民", unit, partner, home, "", "")
                .row("丑", District.phone(), "党员", "集美区税务局", "", "", "", "")
                .row("寅", District.phone(), "党员", unit, "", "", "", "", "滑出去的")
                .row("卯", "+86 138-" + District.phone().substring(3, 7) + " " + District.phone().substring(7), "党员", unit, "", "",
                        "", "");

        Answer over = upload.through(ADMIN, table.csv(), "");

        assertThat(upload.report(ADMIN, over)).containsExactly("2 name REQUIRED", "3 phone MALFORMED", "4 phone PHONE_OF_ANOTHER",
                "6 phone GIVEN_ON_LINE", "7 kind NOT_ONE_OF", "8 unit UNKNOWN", "9 unitCommunity NOT_A_PARTNER",
                "10 residenceCommunity UNKNOWN", "11 compound UNKNOWN", "12 compound ONLY_WITH_RESIDENCE", "13 name FORMULA",
                "14 name UNSOUND_TEXT", "15 name TOO_LONG", "16 unit NOT_FOR_RESIDENTS", "16 unitCommunity NOT_FOR_RESIDENTS",
                "17 unit AMBIGUOUS", "18  CELL_WITHOUT_HEADING");
        assertThat(over.text()).contains("\"rows\":18", "\"read\":18", "\"imported\":2", "\"refused\":16");
        assertThat(ids(ADMIN, "unitId=" + unit)).hasSize(3);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void keepsTheUploadEncryptedAndOnlyUntilItIsDone(CapturedOutput log) {
        String phone = District.phone();
        byte[] table = Table.chinese().row(party("林巧稚", phone)).row(party("林巧稚", "1")).csv();
        Uploads uploads = new Uploads(database,
                new cn.jinlin.kit.crypto.FieldCipher("dGVzdC1kYXRhLWtleS1vZi0zMi1ieXRlcy0tLS0wMDE="));
        uploads.keep("kept", table, java.time.Instant.now());
        byte[] stored = database.getCollection("uploads").find(Filters.eq("jobId", "kept")).first()
                .get("bytes", org.bson.types.Binary.class).getData();
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("林巧稚", phone);
        assertThat(uploads.of("kept", table.length)).hasValueSatisfying(read -> assertThat(read).isEqualTo(table));

        Answer over = upload.through(ADMIN, table, "");

        String id = over.get("/importId");
        assertThat(database.getCollection("uploads").countDocuments(Filters.eq("jobId", id))).isZero();
        Document job = database.getCollection("imports").find(Filters.eq("_id", id)).first();
        assertThat(job.toJson()).doesNotContain("林巧稚", phone);
        assertThat(log.getAll()).doesNotContain("林巧稚", phone);
    }

    @Test
    void theSameKeyGetsTheSameJob() {
        byte[] table = Table.chinese().row(party("陈嘉庚", District.phone())).csv();
        String key = District.phone();

        String first = upload.send(ADMIN, table, "", "Idempotency-Key", key).is(201).get("/importId");
        String second = upload.send(ADMIN, table, "", "Idempotency-Key", key).is(201).get("/importId");

        assertThat(second).isEqualTo(first);
        upload.over(ADMIN, Upload.IMPORTS + "/" + first);
    }

    @Test
    void aLiaisonEntersPartyMembersOfItsUnitAndNobodyElse() {
        String other = district.unit(partner);
        String token = TestTokens.liaison(unit);
        String elsewhere = District.phone();
        upload.through(ADMIN, Table.chinese().row("他人", elsewhere, "党员", other, "", "", "", "").csv(), "");
        Table table = Table.chinese().row("甲", District.phone(), "党员", "", partner, "", "", "")
                .row("乙", District.phone(), "党员", "集美区税务局", partner, "", "", "")
                .row("丙", District.phone(), "党员", other, partner, "", "", "")
                .row("丁", District.phone(), "居民", "", "", home, "", "")
                .row("戊", District.phone(), "党员", unit, "", home, "", "").row("他人", elsewhere, "党员", unit, "", "", "", "");

        Answer over = upload.through(token, table.csv(), "");

        assertThat(upload.report(token, over)).containsExactly("4 unit OUT_OF_SCOPE", "5 kind OUT_OF_SCOPE",
                "6 residenceCommunity OUT_OF_SCOPE", "7 phone PHONE_OF_ANOTHER");
        assertThat(over.text()).contains("\"imported\":2");
        String id = ids(token, "unitId=" + unit).getFirst();
        assertThat(district.get(token, "/api/v1/members/" + id).get("/registrations/unitCommunity/status")).isEqualTo("PENDING");
        upload.send(token, table.csv(), "?confirmed=true").refused(403, "FORBIDDEN");
    }

    @Test
    void anOfficerEntersResidentsOfItsCommunityConfirmedAtOnce() {
        String token = TestTokens.officer(home);
        String lives = District.phone();
        upload.through(ADMIN, Table.chinese().row("邻居", lives, "居民", "", "", partner, "", "").csv(), "?confirmed=true");
        Table table = Table.chinese().row("甲", District.phone(), "居民", "", "", "", "双乐花园", "")
                .row("乙", District.phone(), "居民", "", "", partner, "", "").row("丙", District.phone(), "党员", unit, "", "", "", "")
                .row("邻居", lives, "居民", "", "", home, "", "");

        Answer over = upload.through(token, table.csv(), "?confirmed=true");

        assertThat(upload.report(token, over)).containsExactly("3 residenceCommunity OUT_OF_SCOPE", "4 kind OUT_OF_SCOPE",
                "5 residenceCommunity OUT_OF_SCOPE");
        String id = ids(token, "communityId=" + home).getFirst();
        assertThat(district.get(token, "/api/v1/members/" + id).get("/registrations/residence/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void aFamilyMayShareAPhone() {
        String phone = District.phone();
        Table table = Table.chinese().row("陈父", phone, "居民", "", "", home, "", "").row("陈母", phone, "居民", "", "", home, "", "");

        assertThat(upload.through(ADMIN, table.csv(), "").text()).contains("\"imported\":2");
        assertThat(upload.through(ADMIN, table.csv(), "").text()).contains("\"unchanged\":2");
    }

    static Stream<Arguments> spellings() {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        return Stream.of(arguments("UTF-8", (java.util.function.Function<Table, byte[]>) Table::csv),
                arguments("UTF-8 with a mark", (java.util.function.Function<Table, byte[]>) table -> {
                    byte[] text = table.csv();
                    byte[] all = java.util.Arrays.copyOf(mark, mark.length + text.length);
                    System.arraycopy(text, 0, all, mark.length, text.length);
                    return all;
                }), arguments("GB18030", (java.util.function.Function<Table, byte[]>) table -> table.csv(GB18030)),
                arguments("XLSX", (java.util.function.Function<Table, byte[]>) Table::xlsx));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void readsWhatTheUsualProgramsWrite(String name, java.util.function.Function<Table, byte[]> spelling) {
        byte[] file = spelling.apply(Table.chinese().row(party("欧阳𠮷", District.phone())));

        Answer over = upload.through(ADMIN, file, "");

        assertThat(over.text()).contains("\"imported\":1");
        assertThat(ids(TestTokens.liaison(unit), "unitId=" + unit)).singleElement()
                .satisfies(id -> assertThat(district.get(TestTokens.liaison(unit), "/api/v1/members/" + id).get("/name"))
                        .isEqualTo("欧阳𠮷"));
    }

    @Test
    void readsAForm() {
        byte[] table = Table.of(List.of("Name", "PHONE", "kind", "Unit", "unit_community")).row("陈嘉庚", District.phone(),
                "party_member", unit, partner).csv();

        Answer sent = upload.sendForm(ADMIN, "file", table).is(201);

        assertThat(upload.over(ADMIN, sent.location()).text()).contains("\"imported\":1");
        upload.sendForm(ADMIN, "other", table).invalid("file", "REQUIRED");
    }

    @Test
    void theTemplateCanBeSentBackAsItIs() {
        for (String language : List.of("zh-CN", "en")) {
            byte[] template = upload.file(ADMIN, Upload.IMPORTS + "/template.csv", "Accept-Language", language);
            String row = "陈嘉庚," + District.phone() + ",党员," + unit + "," + partner + ",,,\r\n";
            byte[] filled = (new String(template, StandardCharsets.UTF_8) + row).getBytes(StandardCharsets.UTF_8);

            upload.send(ADMIN, template, "").invalid("file", "EMPTY_FILE");
            assertThat(upload.through(ADMIN, filled, "").text()).contains("\"rows\":1", "\"imported\":1");
        }
    }

    @Test
    void refusesAFileWithWrongHeadingsWholeAndNamesThem() {
        long jobs = database.getCollection("imports").countDocuments();
        long pieces = database.getCollection("uploads").countDocuments();

        Answer refused = upload.send(ADMIN, Table.of(List.of("姓名", "姓名", "电话", "性别")).row("a", "b", "c", "d").csv(), "");

        refused.invalid("header.name", "GIVEN_TWICE").invalid("header.性别", "UNKNOWN_COLUMN").invalid("header.kind", "REQUIRED");
        assertThat(database.getCollection("imports").countDocuments()).isEqualTo(jobs);
        assertThat(database.getCollection("uploads").countDocuments()).isEqualTo(pieces);
    }

    @Test
    void refusesMoreRowsThanItSays() {
        Table table = Table.chinese();
        for (int i = 0; i < 60_000; i++) {
            table.row("a", "b", "c");
        }
        upload.send(ADMIN, table.csv(), "").invalid("file", "TOO_MANY_ROWS");
    }

    @Test
    void isOnlyForThoseWhoMayEnterMembersAndShownToItsSender() {
        byte[] table = Table.chinese().row(party("陈嘉庚", District.phone())).csv();
        upload.send("", table, "").refused(401, "UNAUTHENTICATED");
        for (String token : List.of(TestTokens.member("m"), TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            upload.send(token, new byte[0], "").refused(403, "FORBIDDEN");
            district.get(token, Upload.IMPORTS).refused(403, "FORBIDDEN");
        }
        for (String type : List.of("application/json", "text/csv2", "multipart/mixed")) {
            upload.sendAs(type, ADMIN, table, "").refused(415, "UNSUPPORTED_MEDIA_TYPE");
            upload.sendAs(type, TestTokens.member("m"), table, "").refused(403, "FORBIDDEN");
        }
        upload.send(ADMIN, table, "?confirmed=perhaps").invalid("confirmed", "NOT_ONE_OF");

        String token = TestTokens.liaison(unit);
        String location = upload.send(token, table, "").is(201).location();
        upload.over(token, location);
        district.get(TestTokens.liaison("another"), location).refused(403, "FORBIDDEN");
        district.get(TestTokens.liaison("another"), location + "/report").refused(403, "FORBIDDEN");
        district.get(ADMIN, Upload.IMPORTS + "/nowhere").refused(404, "NOT_FOUND");
        assertThat(district.get(token, Upload.IMPORTS).is(200).body().path("items").values()).hasSize(1);
        assertThat(district.get(TestTokens.liaison("another"), Upload.IMPORTS).is(200).body().path("items").values()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void theReportSpeaksTheReadersLanguage(String language) {
        Answer over = upload.through(ADMIN, Table.chinese().row(party("", District.phone())).csv(), "");

        String report = new String(upload.file(ADMIN, over.get("/report"), "Accept-Language", language), StandardCharsets.UTF_8);

        assertThat(report).isEqualTo(language.equals("en")
                ? "\uFEFFline,field,code,reason\r\n2,name,REQUIRED,must be given\r\n"
                : "\uFEFF行,字段,代码,原因\r\n2,姓名,REQUIRED,必须填写\r\n");
    }
}
