package cn.jinlin.registration.roll;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.person.AccessLog;
import cn.jinlin.registration.person.Sealing;

/** Shows personal data in the clear, and only after it is on record who asked for it. */
@Service
class DisclosureDesk {
    private final Sealing sealing;
    private final AccessLog log;
    private final Clock clock;

    DisclosureDesk(Sealing sealing, AccessLog log, Clock clock) {
        this.sealing = sealing;
        this.log = log;
        this.clock = clock;
    }

    /** The member's phone in the clear. */
    String phone(Member member, Caller caller, String reason) {
        log(member, caller, "phone", reason);
        return sealing.phone(member.memberId(), member.person());
    }

    /** On record that somebody who knew the phone learned whose it is. */
    void found(Member member, Caller caller) {
        log(member, caller, "phone-lookup", "");
    }

    /** Who read this member's data, the newest first. */
    List<AccessLog.Line> log(String memberId, Optional<String> before, int limit) {
        return log.of(memberId, before, limit);
    }

    private void log(Member member, Caller caller, String field, String reason) {
        log.append(new AccessLog.Line(Ids.next(), member.memberId(), caller.subject(), field, reason, clock.instant()));
    }
}
