package cn.jinlin.registration.member;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.District;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.member.MemberDesk.Correction;
import cn.jinlin.registration.person.Sealing;
import cn.jinlin.registration.unit.UnitDesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The data key is changed while members come and go: the new key stands first, the old one is still there. */
@RegistrationTest
class KeyRotationTest {
    private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHgA=";

    @Autowired
    Members members;
    @Autowired
    UnitDesk units;

    private final String phone = District.phone();
    private final String id = Ids.next();
    private MemberDesk rotating;

    @BeforeEach
    void somebodyWhomTheOldKeyWrote() {
        rotating = new MemberDesk(members, units, sealing(NEW + "," + OLD), Clock.systemUTC());
        write(id, phone);
    }

    /** The other tests know nothing of these keys. */
    @AfterEach
    void leave() {
        rotating.erase(id);
    }

    private void write(String memberId, String phone) {
        Member member = Member.made(memberId, MemberKind.PARTY_MEMBER, sealing(OLD).seal(memberId, "老王", phone),
                Optional.of("u"), List.of());
        members.aggregates().create(memberId, new RequestKey(Optional.empty(), List.of()), Change.of(member),
                was -> new IllegalStateException());
    }

    private static Sealing sealing(String keys) {
        return new Sealing(new FieldCipher(keys));
    }

    @Test
    void writesOnceWithTheNewKeyAndFindsByPhoneAllTheWhile() {
        assertThat(rotating.withPhone(phone)).extracting(Member::memberId).containsExactly(id);
        assertThat(rotating.reseal(rotating.known(id))).isTrue();
        assertThat(rotating.reseal(rotating.known(id))).isFalse();
        assertThat(rotating.withPhone(phone)).extracting(Member::memberId).containsExactly(id);
        assertThat(sealing(NEW).name(id, rotating.known(id).person())).isEqualTo("老王");
    }

    @Test
    void aPhoneThatTheOldKeyWroteIsTakenBeforeItIsWrittenAnew() {
        String other = Ids.next();
        assertThatThrownBy(() -> rotating.requireFree(other, MemberKind.PARTY_MEMBER, phone)).isInstanceOf(Refused.class)
                .hasMessageContaining("PHONE_TAKEN");
        rotating.requireFree(other, MemberKind.RESIDENT, phone);
        rotating.requireFree(id, MemberKind.PARTY_MEMBER, phone);

        write(other, District.phone());
        Correction samePhone = new Correction(Optional.empty(), Optional.of(phone), Optional.empty());
        IfMatch current = IfMatch.of("*");
        assertThatThrownBy(() -> rotating.correct(other, samePhone, current)).isInstanceOf(Refused.class)
                .hasMessageContaining("PHONE_TAKEN");
        rotating.erase(other);
    }
}
