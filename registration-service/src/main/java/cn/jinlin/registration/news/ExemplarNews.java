package cn.jinlin.registration.news;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;

/** What an exemplar is to the people whom it names: each has to consent, and hears when it can be read. */
final class ExemplarNews {
    private ExemplarNews() {}

    /** @param at when it was told */
    static List<Note> of(ExemplarChanged told, Instant at) {
        return code(told).stream().flatMap(code -> told.memberIds().stream()
                .map(member -> new Note(member, code, Map.of("exemplarId", told.exemplarId()),
                        "exemplar:" + told.exemplarId() + ":" + told.status(), at)))
                .toList();
    }

    private static Optional<MessageCode> code(ExemplarChanged told) {
        return switch (told.status()) {
            case REVIEWED -> Optional.of(MessageCode.EXEMPLAR_CONSENT_ASKED);
            case PUBLISHED -> Optional.of(MessageCode.EXEMPLAR_PUBLISHED);
            case NOMINATED, DECLINED, CONSENTED, WITHDRAWN -> Optional.empty();
        };
    }
}
