package cn.jinlin.registration.enrolment;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberRefusal;
import cn.jinlin.registration.member.Members;
import cn.jinlin.registration.person.Sealing;

/** Enters members one at a time. */
@Service
class NewcomerDesk {
    private final Members members;
    private final MemberDesk desk;
    private final Sealing sealing;

    NewcomerDesk(Members members, MemberDesk desk, Sealing sealing) {
        this.members = members;
        this.desk = desk;
        this.sealing = sealing;
    }

    /** Somebody to be entered; {@code unitId} for party members alone. */
    record Newcomer(String memberId, MemberKind kind, String name, String phone, Optional<String> unitId, List<String> skills) {}

    Versioned<Member> make(Newcomer newcomer, RequestKey key) {
        newcomer.unitId().ifPresent(desk::requireUnit);
        desk.requireFree(newcomer.memberId(), newcomer.kind(), newcomer.phone());
        Member member = Member.made(newcomer.memberId(), newcomer.kind(),
                sealing.seal(newcomer.memberId(), newcomer.name(), newcomer.phone()), newcomer.unitId(), newcomer.skills());
        try {
            return members.aggregates().create(member.memberId(), key, Change.of(member),
                    there -> MemberRefusal.MEMBER_EXISTS.because());
        } catch (DuplicateKey e) {
            throw MemberRefusal.PHONE_TAKEN.because();
        }
    }
}
