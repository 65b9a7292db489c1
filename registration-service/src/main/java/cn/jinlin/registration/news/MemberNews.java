package cn.jinlin.registration.news;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;

/** What a member's own registrations and record are to it. */
final class MemberNews {
    private MemberNews() {}

    /** What an officer or time did to registrations between two states; what the member itself did it knows. */
    static List<Note> between(MemberChanged before, MemberChanged now) {
        List<Note> notes = new ArrayList<>();
        changed("unit-community", before.unitCommunity(), now.unitCommunity(), now.memberId()).ifPresent(notes::add);
        changed("residence", before.residence(), now.residence(), now.memberId()).ifPresent(notes::add);
        return notes;
    }

    /** @param at when it was told */
    static Note appended(ServiceRecordAppended told, Instant at) {
        MessageCode code = switch (told.kind()) {
            case VERIFIED -> MessageCode.SERVICE_CREDITED;
            case BACKFILLED -> MessageCode.SERVICE_BACKFILLED;
            case VOID -> MessageCode.SERVICE_VOIDED;
        };
        Map<String, String> details = new HashMap<>(Map.of("entryId", told.entryId(), "communityId", told.communityId(),
                "minutes", Integer.toString(Math.abs(told.minutes())), "day", told.servedAt().toString()));
        told.orderId().ifPresent(order -> details.put("orderId", order));
        return new Note(told.memberId(), code, details, "entry:" + told.entryId(), at);
    }

    private static Optional<Note> changed(String kind, Optional<Registered> before, Optional<Registered> now,
            String memberId) {
        if (before.isEmpty() || now.isEmpty() || !before.get().communityId().equals(now.get().communityId())) {
            return Optional.empty();
        }
        return code(before.get().status(), now.get().status())
                .map(code -> new Note(memberId, code, Map.of("kind", kind, "communityId", now.get().communityId()),
                        "registration:" + kind + ":" + now.get().status() + ":" + now.get().since(), now.get().since()));
    }

    private static Optional<MessageCode> code(RegistrationStatus before, RegistrationStatus now) {
        if (before == RegistrationStatus.PENDING && now == RegistrationStatus.CONFIRMED) {
            return Optional.of(MessageCode.REGISTRATION_CONFIRMED);
        }
        boolean live = before == RegistrationStatus.PENDING || before == RegistrationStatus.CONFIRMED;
        if (live && now == RegistrationStatus.REJECTED) {
            return Optional.of(MessageCode.REGISTRATION_REJECTED);
        }
        return before == RegistrationStatus.CONFIRMED && now == RegistrationStatus.PENDING
                ? Optional.of(MessageCode.REGISTRATION_RAN_OUT)
                : Optional.empty();
    }
}
