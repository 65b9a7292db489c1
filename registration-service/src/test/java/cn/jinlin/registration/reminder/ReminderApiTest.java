package cn.jinlin.registration.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.visit.Reminders.VisitDue;

import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class ReminderApiTest {
    private static final String INBOX = "/api/v1/me/inbox";

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    MongoDatabase database;
    @Autowired
    ReminderDesk desk;
    @Autowired
    VisitNews visits;

    private final Instant now = Instant.now();
    private String order;
    private String one;
    private String two;

    @BeforeEach
    void people() {
        order = UUID.randomUUID().toString();
        one = UUID.randomUUID().toString();
        two = UUID.randomUUID().toString();
    }

    @Test
    void remindsThoseWhoHoldAPlaceBeforeTheStart() {
        Instant start = now.plus(Duration.ofHours(3));
        elsewhere.tells(claimed(one, ClaimStatus.CLAIMED), 1);
        elsewhere.tells(claimed(two, ClaimStatus.WAITLISTED), 2);
        elsewhere.tells(Elsewhere.order(order, "350211102006", Optional.empty(), start, OrderStatus.OPEN), 3);
        awaitCodes(one, "CLAIM_CONFIRMED");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::reminderIsSet);
        bringForward(now.minusSeconds(1));

        awaitCodes(one, "ORDER_REMINDER", "CLAIM_CONFIRMED");
        awaitCodes(two, "CLAIM_WAITLISTED");
    }

    private boolean reminderIsSet() {
        return database.getCollection("reminders").countDocuments(Filters.eq("_id", order)) == 1;
    }

    private void bringForward(Instant moment) {
        database.getCollection("reminders").updateOne(Filters.eq("_id", order), Updates.combine(
                Updates.set("state.moments", List.of(moment.toString())), Updates.set("dueAt", Date.from(moment))));
    }

    @Test
    void tellsOnceThatAConfirmationSoonRunsOut() {
        String here = district.community();
        String member = district.neighbour(district.unit(here), here);
        Instant until = now.plus(Duration.ofDays(20));
        Instant since = until.atOffset(ZoneOffset.UTC).minusYears(1).toInstant();
        database.getCollection("members").updateOne(Filters.eq("_id", member), Updates.combine(
                Updates.set("state.registrations.residence.since", since.toString()), Updates.set("dueAt", Date.from(until))));

        desk.goRound();
        database.getCollection("renewalRounds").deleteMany(Filters.empty());
        desk.goRound();
        desk.goRound();
        assertThat(codes(member).stream().filter("RENEWAL_DUE"::equals)).hasSize(1);
    }

    @Test
    void tellsAVisitThatIsDueOnceWithoutAWordOfTheHousehold() {
        VisitDue due = new VisitDue("p:" + order, order, one, LocalDate.of(2026, 3, 1));
        visits.visitDue(due);
        visits.visitDue(due);

        assertThat(codes(one)).containsExactly("PAIRING_DUE");
        assertThat(inbox(one).get("/items/0/text")).contains("2026-03-01");
        assertThat(inbox(one).body().at("/items/0/details").propertyNames()).containsExactlyInAnyOrder("pairingId", "day");
    }

    private OrderClaimed claimed(String member, ClaimStatus status) {
        return new OrderClaimed(order, "350211102006", member, Optional.empty(), status, 0, now);
    }

    private void awaitCodes(String member, String... codes) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(codes(member)).containsExactly(codes));
    }

    private List<String> codes(String member) {
        return inbox(member).body().path("items").values().stream().map(message -> message.path("code").asString()).toList();
    }

    private Answer inbox(String member) {
        return district.get(TestTokens.member(member), INBOX).is(200);
    }
}
