package cn.jinlin.registration.member;

import java.time.Clock;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.security.Caller;

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
        log.append(new AccessLog.Line(Ids.next(), member.memberId(), caller.subject(), "phone", reason, clock.instant()));
        return sealing.phone(member);
    }
}
