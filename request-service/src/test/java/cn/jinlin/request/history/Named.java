package cn.jinlin.request.history;

import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;

/** Whom requests and facts are about. */
final class Named {
    private Named() {}

    static List<String> in(Answer answer) {
        return switch (answer) {
            case Answer.Claimed claimed -> List.of(claimed.memberId());
            case Answer.Assigned assigned -> assigned.memberIds();
            case Answer.Released released -> List.of(released.memberId());
            case Answer.Decided decided -> List.of(decided.memberId());
            case Answer.CheckedIn there -> List.of(there.memberId());
            case Answer.CheckedOut gone -> List.of(gone.memberId());
            case Answer.Credited credited -> List.of(credited.memberId());
            case Answer.Accepted _,Answer.Edited _,Answer.Responded _,Answer.Moved _ -> List.of();
        };
    }

    static Optional<String> in(RequestEvent event) {
        return switch (event) {
            case OrderClaimed claimed -> Optional.of(claimed.memberId());
            case ClaimConfirmed confirmed -> Optional.of(confirmed.memberId());
            case ClaimPromoted promoted -> Optional.of(promoted.memberId());
            case ClaimReleased released -> Optional.of(released.memberId());
            case CheckedIn there -> Optional.of(there.memberId());
            case CheckedOut gone -> Optional.of(gone.memberId());
            case MemberCredited credited -> Optional.of(credited.memberId());
            case OrderAccepted _,OrderReopened _,OrderChanged _,OrderRescheduled _,OrderRelocated _ -> Optional.empty();
        };
    }
}
