package cn.jinlin.registration.member;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.person.Person;
import cn.jinlin.registration.person.Sealing;
import cn.jinlin.registration.unit.UnitDesk;

/** Keeps who the members are. */
@Service
public class MemberDesk {
    /** More people than ever share a phone. */
    private static final int SHARING = 100;
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    private final Members members;
    private final UnitDesk units;
    private final Sealing sealing;
    private final Clock clock;

    MemberDesk(Members members, UnitDesk units, Sealing sealing, Clock clock) {
        this.clock = clock;
        this.members = members;
        this.units = units;
        this.sealing = sealing;
    }

    /** What shall be different; absent parts stay as they are. */
    record Correction(Optional<String> name, Optional<String> phone, Optional<List<String>> skills) {}

    /** The member, or a 404, also for one that was erased. */
    public Member known(String memberId) {
        return get(memberId).state();
    }

    public Versioned<Member> get(String memberId) {
        return members.present(memberId);
    }

    /** Whoever ever was a member, erased ones too: their service stays on record. */
    public Member everKnown(String memberId) {
        return members.aggregates().get(memberId).state();
    }

    Versioned<Member> correct(String memberId, Correction correction, IfMatch ifMatch) {
        correction.phone().ifPresent(phone -> requireFree(memberId, known(memberId).kind(), phone));
        try {
            return members.change(memberId, NO_KEY, current -> {
                ifMatch.check(current.version());
                return corrected(current.state(), correction);
            }).after();
        } catch (DuplicateKey e) {
            throw MemberRefusal.PHONE_TAKEN.because();
        }
    }

    /** Those of the ids that exist and were not erased. */
    public List<Versioned<Member>> all(Collection<String> ids) {
        return members.aggregates().findAll(ids).stream().filter(found -> !found.state().deleted()).toList();
    }

    /**
     * Refuses with {@code PHONE_TAKEN} where another party member has this phone, also one whose phone an older data key wrote:
     * the unique index alone does not see that until all is written anew.
     */
    public void requireFree(String memberId, MemberKind kind, String phone) {
        if (kind == MemberKind.PARTY_MEMBER && withPhone(phone).stream()
                .anyMatch(other -> other.kind() == kind && !other.memberId().equals(memberId))) {
            throw MemberRefusal.PHONE_TAKEN.because();
        }
    }

    /** Everybody with this phone. */
    public List<Member> withPhone(String phone) {
        return members.withPhone(sealing.phoneIndexes(phone), SHARING).stream().map(Versioned::state).toList();
    }

    /** Goes over to another unit; the same unit changes nothing. */
    Versioned<Member> transfer(String memberId, String unitId, RequestKey key) {
        requireUnit(unitId);
        Instant now = clock.instant();
        return members.change(memberId, key, current -> current.state().transfer(unitId, now)).after();
    }

    /** Erases who this was; what hangs on it follows from the event. Without such a member nothing changes. */
    void erase(String memberId) {
        Instant now = clock.instant();
        members.change(memberId, NO_KEY, current -> current.state().erased(now));
    }

    public List<Versioned<Member>> page(Collection<Members.Slice> slices, String after, int limit) {
        return members.page(slices, after, limit);
    }

    /** All members by their ids, the next after {@code after}. */
    List<Versioned<Member>> everybody(String after, int limit) {
        return members.page(List.of(new Members.Slice(Optional.empty(), Optional.empty())), after, limit);
    }

    /**
     * Members with a confirmation that runs out not after {@code until}, in the order in which it does and of their ids, the
     * next after the one of {@code afterId} that runs out at {@code after}.
     */
    public List<Member> runningOut(Instant after, String afterId, Instant until, int limit) {
        return members.runningOut(after, afterId, until, limit).stream().map(Versioned::state).toList();
    }

    /** Writes a member's personal data with the key that writes now; says whether it had to. */
    boolean reseal(Member seen) {
        if (seen.person().filter(person -> !sealing.isFresh(person)).isEmpty()) {
            return false;
        }
        return members.change(seen.memberId(), NO_KEY, current -> corrected(current.state(),
                new Correction(Optional.empty(), Optional.empty(), Optional.empty()))).result();
    }

    private Member corrected(Member member, Correction correction) {
        Person person = sealing.seal(member.memberId(),
                correction.name().orElseGet(() -> sealing.name(member.memberId(), member.person())),
                correction.phone().orElseGet(() -> sealing.phone(member.memberId(), member.person())));
        return member.corrected(person, correction.skills().orElse(member.skills()));
    }

    /** Refuses with {@code UNIT_UNKNOWN} where there is no such unit. */
    public void requireUnit(String unitId) {
        if (units.find(unitId).isEmpty()) {
            throw MemberRefusal.UNIT_UNKNOWN.because(unitId);
        }
    }
}
