package cn.jinlin.registration.member;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.unit.UnitDesk;

/** Keeps who the members are. */
@Service
public class MemberDesk {
    private final Members members;
    private final UnitDesk units;
    private final Sealing sealing;

    MemberDesk(Members members, UnitDesk units, Sealing sealing) {
        this.members = members;
        this.units = units;
        this.sealing = sealing;
    }

    /** Somebody to be entered; {@code unitId} for party members alone. */
    record Newcomer(String memberId, MemberKind kind, String name, String phone, Optional<String> unitId, List<String> skills) {}

    /** What shall be different; absent parts stay as they are. */
    record Correction(Optional<String> name, Optional<String> phone, Optional<List<String>> skills) {}

    /** The member, or a 404. */
    public Member known(String memberId) {
        return get(memberId).state();
    }

    Versioned<Member> get(String memberId) {
        return members.aggregates().get(memberId);
    }

    Versioned<Member> make(Newcomer newcomer, RequestKey key) {
        newcomer.unitId().ifPresent(this::requireUnit);
        Member member = Member.made(newcomer.memberId(), newcomer.kind(),
                sealing.seal(newcomer.memberId(), newcomer.name(), newcomer.phone()), newcomer.unitId(), newcomer.skills());
        try {
            return members.aggregates().create(member.memberId(), key, Change.of(member),
                    there -> MemberRefusal.MEMBER_EXISTS.because());
        } catch (DuplicateKey e) {
            throw MemberRefusal.PHONE_TAKEN.because();
        }
    }

    Versioned<Member> correct(String memberId, Correction correction, IfMatch ifMatch) {
        try {
            return members.aggregates().change(memberId, current -> {
                ifMatch.check(current.version());
                return Change.of(corrected(current.state(), correction));
            });
        } catch (DuplicateKey e) {
            throw MemberRefusal.PHONE_TAKEN.because();
        }
    }

    /** Those of the ids that exist. */
    public List<Versioned<Member>> all(Collection<String> ids) {
        return members.aggregates().findAll(ids);
    }

    List<Versioned<Member>> page(Collection<Members.Slice> slices, String after, int limit) {
        return members.page(slices, after, limit);
    }

    private Member corrected(Member member, Correction correction) {
        Person person = sealing.seal(member.memberId(), correction.name().orElseGet(() -> sealing.name(member)),
                correction.phone().orElseGet(() -> sealing.phone(member)));
        return member.corrected(person, correction.skills().orElse(member.skills()));
    }

    private void requireUnit(String unitId) {
        if (units.find(unitId).isEmpty()) {
            throw MemberRefusal.UNIT_UNKNOWN.because(unitId);
        }
    }
}
