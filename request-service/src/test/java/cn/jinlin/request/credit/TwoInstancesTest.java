package cn.jinlin.request.credit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import javax.crypto.SecretKey;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.crypto.UnreadableField;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.proof.Proof;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.test.District;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two instances with caches and clocks of their own on one store. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class TwoInstancesTest {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Instant DAY = Samples.END.truncatedTo(java.time.temporal.ChronoUnit.DAYS);

    @Autowired
    private MongoDatabase database;
    @Autowired
    private FieldCipher cipher;

    private String orderId;
    private ServiceOrder accepted;

    private Store store() {
        return Stores.on(database, Clock.systemUTC());
    }

    /** An instance whose clock stands at this moment. */
    private CreditDesk at(Instant moment) {
        Store store = store();
        return new CreditDesk(new ServiceOrders(store), new CreditKeys(store, cipher), new CreditCodes(),
                new ScanSeals(cipher), new ManualCreditSettings(2, 20), Clock.fixed(moment, ZoneOffset.UTC));
    }

    /** Anna and Bing served; nothing of it has to go through the calls that made it so. */
    @BeforeEach
    void accept() {
        orderId = Ids.next();
        ServiceOrder.Draft draft = new ServiceOrder.Draft(Sheet.posted(orderId, "number", Samples.COMMUNITY, "OFFICER",
                Samples.terms(2, Audience.DISTRICT), Offers.NONE));
        ServiceOrder done = Samples.inProgress(Samples.claimedBy(draft.publish(Samples.NOW).state(),
                Samples.neighbour("anna"), Samples.neighbour("bing")));
        for (String member : List.of("anna", "bing")) {
            done = done.checkIn(Samples.self(member), Samples.START).state();
        }
        accepted = Samples.completed(done)
                .accept(Samples.judging(Samples.served("anna", 60), Samples.served("bing", 60)), Samples.END).state();
        ServiceOrders orders = new ServiceOrders(store());
        orders.post(key(), draft);
        orders.change(orderId, key(), Samples.NOW, _ -> Change.of(accepted));
    }

    private RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(orderId));
    }

    private Claim scan(CreditDesk desk, String member, String code) {
        return desk.scan(orderId, key(), new CreditDesk.Sent(member, code, Optional.empty(), Optional.empty()));
    }

    private String refusal(Instant moment, String code) {
        return Samples.refusal(() -> scan(at(moment), "anna", code));
    }

    @Test
    void takeEachOthersFreshCodesWhicheverClockIsAhead() {
        Instant now = DAY.plus(Duration.ofHours(12));
        CreditDesk behind = at(now);
        CreditDesk ahead = at(now.plus(SKEW));
        assertThat(scan(ahead, "anna", behind.code(accepted).code()).creditId()).isPresent();
        assertThat(scan(behind, "bing", ahead.code(accepted).code()).creditId()).isPresent();
    }

    @Test
    void endACodeByTheClockOfWhoReadsItTwoMinutesAfterTheClockOfWhoWroteIt() {
        Instant now = DAY.plus(Duration.ofHours(12));
        CreditDesk.Code code = at(now).code(accepted);
        assertThat(code.expiresAt()).isEqualTo(now.plusSeconds(120));
        assertThat(refusal(now.plusSeconds(120), code.code())).isEqualTo("CODE_EXPIRED");
        assertThat(refusal(now.plusSeconds(90).plus(SKEW), code.code())).isEqualTo("CODE_EXPIRED");
        assertThat(refusal(now.plus(Duration.ofDays(3)), code.code())).isEqualTo("CODE_EXPIRED");
        assertThat(refusal(now.plusSeconds(120).minusMillis(1), code.code())).isEqualTo("none");
    }

    @Test
    void neverLetACodeLiveLongerThanTwoMinutes() {
        Instant now = DAY.plus(Duration.ofHours(12)).plusMillis(999);
        CreditDesk.Code code = at(now).code(accepted);
        assertThat(Duration.between(now, code.expiresAt())).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(120));
        assertThat(at(now.plusSeconds(1)).code(accepted).code()).isNotEqualTo(code.code());
    }

    @Test
    void verifyEachOthersCodesAcrossMidnight() {
        Instant midnight = DAY.plus(Duration.ofDays(1));
        CreditDesk before = at(midnight.minusSeconds(130));
        CreditDesk after = at(midnight.minusSeconds(100));
        CreditDesk.Code old = before.code(accepted);
        CreditDesk.Code fresh = after.code(accepted);
        assertThat(old.expiresAt()).isBefore(midnight);
        assertThat(fresh.expiresAt()).isAfter(midnight);
        assertThat(scan(after, "anna", old.code()).creditId()).isPresent();
        assertThat(scan(before, "bing", fresh.code()).creditId()).isPresent();
    }

    @Test
    void makeOneKeyWhenBothNeedItAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            String day = LocalDate.of(2030, 1, 1).plusDays(round).toString();
            CyclicBarrier start = new CyclicBarrier(2);
            List<SecretKey> made = both(() -> {
                CreditKeys keys = new CreditKeys(store(), cipher);
                byte[] own = Ids.next().replace("-", "").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                start.await();
                return keys.toSign(day, () -> own);
            });
            assertThat(made.getFirst().getEncoded()).isEqualTo(made.getLast().getEncoded());
            assertThat(new CreditKeys(store(), cipher).toVerify(day)).contains(made.getFirst());
        }
    }

    private static <T> List<T> both(Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(List.of(work, work))) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void creditAMemberOnceWhenBothReadItsScanAtOnce() throws Exception {
        Instant now = DAY.plus(Duration.ofHours(12));
        String code = at(now).code(accepted).code();
        CyclicBarrier start = new CyclicBarrier(2);
        List<String> ends = both(() -> {
            CreditDesk desk = at(now);
            start.await();
            return Samples.refusal(() -> scan(desk, "anna", code));
        });
        assertThat(ends).containsExactlyInAnyOrder("none", "ALREADY_CREDITED");
        assertThat(new ServiceOrders(store()).get(orderId).state().sheet().roster().claims()).extracting(Claim::creditId)
                .filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void rememberOnlyTheLatestKeysAndStillReadTheOthers() {
        CreditKeys keys = new CreditKeys(store(), cipher);
        List<String> days = Stream.iterate(LocalDate.of(2031, 1, 1), day -> day.plusDays(1)).limit(10).map(LocalDate::toString)
                .toList();
        List<SecretKey> made = days.stream().map(day -> keys.toSign(day, () -> filled(days.indexOf(day)))).toList();
        assertThat(keys.remembered()).isEqualTo(CreditKeys.REMEMBERED);
        for (int i = 0; i < days.size(); i++) {
            assertThat(keys.toVerify(days.get(i))).contains(made.get(i));
            assertThat(keys.toSign(days.get(i), () -> filled(99))).isEqualTo(made.get(i));
        }
        assertThat(keys.toVerify("1999-01-01")).isEmpty();
        assertThat(keys.remembered()).isEqualTo(CreditKeys.REMEMBERED);
    }

    private static byte[] filled(int with) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Test
    void keepDeviceAndPlaceOfAScanOnlySealed() {
        Instant now = DAY.plus(Duration.ofHours(12));
        CreditDesk desk = at(now);
        String code = desk.code(accepted).code();
        for (String member : List.of("anna", "bing")) {
            at(now).scan(orderId, key(), new CreditDesk.Sent(member, code, Optional.of("phone-of-anna"),
                    Optional.of(new Location(118.123456, 24.654321))));
        }
        String kept = database.getCollection("orders").find(Filters.eq("_id", orderId)).first().toJson();
        assertThat(kept).doesNotContain("phone-of-anna", "118.123456", "24.654321").contains("distanceMetres");
        Proof.Scan anna = proof("anna");
        Proof.Scan bing = proof("bing");
        assertThat(anna.device()).isEqualTo(bing.device()).hasValueSatisfying(digest -> assertThat(digest).hasSize(22));
        String where = anna.where().orElseThrow();
        assertThat(cipher.decrypt(where, ScanSeals.context(orderId, "anna"))).isEqualTo("118.123456,24.654321");
        assertThatThrownBy(() -> cipher.decrypt(where, ScanSeals.context(orderId, "bing"))).isInstanceOf(UnreadableField.class);
        assertThat(where).isNotEqualTo(bing.where().orElseThrow());
    }

    private Proof.Scan proof(String member) {
        return (Proof.Scan) new ServiceOrders(store()).get(orderId).state().sheet().roster().of(member).flatMap(Claim::proof)
                .orElseThrow();
    }

    @Test
    void digestADeviceAlikeUnderTheSameDataKeyAlone() {
        ScanSeals own = new ScanSeals(cipher);
        assertThat(own.device("phone")).isEqualTo(new ScanSeals(cipher).device("phone")).isNotEqualTo(own.device("Phone"));
        assertThat(new ScanSeals(new FieldCipher("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")).device("phone"))
                .isNotEqualTo(own.device("phone"));
    }
}
