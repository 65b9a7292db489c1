package cn.jinlin.registration.confirmation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.member.Registration;
import cn.jinlin.registration.member.Registration.Confirmed;
import cn.jinlin.registration.member.Registration.Pending;
import cn.jinlin.registration.member.Registration.Rejected;
import cn.jinlin.registration.member.Registration.Withdrawn;
import cn.jinlin.registration.member.RegistrationKind;
import cn.jinlin.registration.member.Registrations;

/** Where a member is registered and where it was before, over HTTP. */
@RestController
@RequestMapping("/api/v1/members/{memberId}/registrations")
class HistoryController {
    private final MemberDesk members;
    private final MemberScope scope;

    HistoryController(MemberDesk members, MemberScope scope) {
        this.members = members;
        this.scope = scope;
    }

    /** @param items those that are there now, then those before, the newest first; the last hundred are kept */
    record History(List<Stand> items) {}

    /**
     * @param since when it got there
     * @param until when another took its place; absent for what is there now
     * @param expiresAt of a confirmation that holds now: when it has to be given anew
     * @param decidedBy the officer, as its token names it
     */
    record Stand(String kind, String communityId, Optional<String> compoundId, RegistrationStatus status, Instant since,
            Optional<Instant> until, Optional<Instant> expiresAt, Optional<String> decidedBy, Optional<String> reason) {
        static Stand of(RegistrationKind kind, Registration one, Optional<Instant> until) {
            Optional<Instant> expiresAt = one instanceof Confirmed confirmed && until.isEmpty()
                    ? Optional.of(confirmed.until())
                    : Optional.empty();
            return new Stand(kind.path(), one.place().communityId(), one.place().compoundId(), one.status(), one.since(), until,
                    expiresAt, by(one), one instanceof Rejected rejected ? rejected.reason() : Optional.empty());
        }

        private static Optional<String> by(Registration one) {
            return switch (one) {
                case Confirmed confirmed -> Optional.of(confirmed.by());
                case Rejected rejected -> Optional.of(rejected.by());
                case Pending _,Withdrawn _ -> Optional.empty();
            };
        }
    }

    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    History history(Caller caller, @PathVariable String memberId) {
        Member member = members.known(memberId);
        MemberScope.require(scope.maySee(caller, member));
        Registrations all = member.registrations();
        List<Stand> stands = new ArrayList<>();
        for (RegistrationKind kind : RegistrationKind.values()) {
            all.of(kind).ifPresent(one -> stands.add(Stand.of(kind, one, Optional.empty())));
        }
        all.history().reversed().forEach(past -> stands.add(Stand.of(past.kind(), past.was(), Optional.of(past.until()))));
        return new History(stands);
    }
}
