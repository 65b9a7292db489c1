package cn.jinlin.registration.live;

import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/** A member's own inbox as it fills. */
@RestController
class StreamController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final InboxStreams streams;

    StreamController(InboxStreams streams) {
        this.streams = streams;
    }

    /**
     * Server-sent events: {@code unread} with the count at first and whenever it changes, {@code message} with each message
     * that comes. With {@code Last-Event-ID} those after it come first, as far as they are kept.
     */
    @GetMapping(path = "/api/v1/me/inbox/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allowed(Role.MEMBER)
    ResponseEntity<SseEmitter> stream(Caller caller,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        String memberId = caller.memberId().orElseThrow(KitRefusal.FORBIDDEN::because);
        OptionalLong after = Optional.ofNullable(lastEventId).filter(id -> !id.isEmpty()).map(StreamController::number)
                .map(OptionalLong::of).orElse(OptionalLong.empty());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).header("X-Accel-Buffering", "no")
                .body(streams.open(memberId, after, Languages.of(languages)));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Invalid.field(LAST_EVENT_ID, "MALFORMED", "17");
        }
        return Long.parseLong(id);
    }
}
