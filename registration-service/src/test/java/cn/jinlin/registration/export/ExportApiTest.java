package cn.jinlin.registration.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.imports.Table;
import cn.jinlin.registration.imports.Upload;
import cn.jinlin.registration.roll.RollDesk;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistrationTest
class ExportApiTest {
    private static final String EXPORT = "/api/v1/members/export";

    @Autowired
    District district;
    @Autowired
    Upload upload;
    @Autowired
    MongoDatabase database;
    @Autowired
    RollDesk rolls;

    private List<String> csv(String token, String query) {
        return new String(upload.file(token, EXPORT + query, "Accept-Language", "en"), StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void showsWhatTheListShowsAndToWhom() {
        String community = district.community();
        String other = district.community();
        String unit = district.unit(community);
        String id = district.neighbour(unit, community);
        district.neighbour(district.unit(), other);
        String row = id + ",PARTY_MEMBER,%s,138****" + "%s," + unit + ",集美区税务局,,,," + community + ",双乐社区居委会,,CONFIRMED,急救,ACTIVE";
        String tail = district.get(ADMIN, "/api/v1/members/" + id).get("/phone").substring(7);

        assertThat(csv(ADMIN, "?communityId=" + community)).containsExactly(
                "\uFEFFmemberId,kind,name,phone,unitId,unit,unitCommunityId,unitCommunity,unitCommunityStatus,"
                        + "residenceCommunityId,residenceCommunity,compound,residenceStatus,skills,status",
                row.formatted("陈**", tail));
        assertThat(csv(TestTokens.liaison(unit), "")).hasSize(2).last().isEqualTo(row.formatted("陈嘉庚", tail));
        assertThat(csv(TestTokens.officer(community), "?unitId=" + unit)).hasSize(2).last()
                .isEqualTo(row.formatted("陈嘉庚", tail));
        district.get(TestTokens.liaison(unit), EXPORT + "?unitId=another").refused(403, "FORBIDDEN");
        district.get(TestTokens.officer(community), EXPORT + "?communityId=" + other).refused(403, "FORBIDDEN");
        district.get(TestTokens.member(id), EXPORT).refused(403, "FORBIDDEN");
        district.get("", EXPORT).refused(401, "UNAUTHENTICATED");
        district.get(ADMIN, EXPORT + "?format=pdf").invalid("format", "NOT_ONE_OF");
    }

    @Test
    void keepsOnRecordWhoTookWhat() {
        String community = district.community();
        csv(TestTokens.officer(community), "?communityId=" + community);

        Document line = database.getCollection("accessLog")
                .find(Filters.eq("reason", "csv community " + community)).first();

        assertThat(line).containsEntry("field", "export").containsEntry("memberId", "*");
        assertThat(line.getString("subject")).contains(community);
    }

    @Test
    void aNameThatLooksLikeAFormulaIsNone() {
        String unit = district.unit();
        district.post(TestTokens.liaison(unit), "/api/v1/members",
                District.memberBody(unit, District.phone()).replace("陈嘉庚", "=1+1")).is(201);

        assertThat(csv(TestTokens.liaison(unit), "").getLast()).contains(",'=1+1,");
    }

    @Test
    void everybodyIsInItOnceHoweverManyPagesThereAre() {
        String community = district.community();
        String unit = district.unit(community);
        Table table = Table.chinese();
        for (int i = 0; i < 1_001; i++) {
            table.row("成员" + i, District.phone(), "党员", unit, community, community, "", "");
        }
        upload.through(ADMIN, table.csv(), "?confirmed=true");

        assertThat(csv(TestTokens.officer(community), "").stream().skip(1).map(row -> row.substring(0, 36)).distinct())
                .hasSize(1_001);
        byte[] workbook = upload.file(TestTokens.liaison(unit), EXPORT + "?format=xlsx");
        assertThat(new String(workbook, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
        // Comes back as it went out: the sheet is read by the same reader as an import.
        upload.sendAs(Upload.XLSX, ADMIN, workbook, "").invalid("header.成员编号", "UNKNOWN_COLUMN");
    }

    @Test
    void aClientThatHasGoneEndsIt() {
        String community = district.community();
        district.neighbour(district.unit(), community);
        district.neighbour(district.unit(), community);
        Caller officer = new Caller("o", java.util.Set.of(Role.COMMUNITY_OFFICER), Optional.empty(), Optional.empty(),
                java.util.Set.of(community), Optional.empty(), Optional.empty());
        int[] read = new int[1];

        assertThatThrownBy(() -> rolls.take(officer, Optional.empty(), Optional.empty(), "csv").each(member -> {
            read[0]++;
            throw new java.io.UncheckedIOException(new IOException("Broken pipe"));
        })).hasRootCauseMessage("Broken pipe");

        assertThat(read[0]).isOne();
    }
}
