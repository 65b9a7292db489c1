package cn.jinlin.registration.inbox;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.registration.inbox.InboxAnswers.MessageAnswer;

/** A member's own inbox over HTTP. */
@RestController
@RequestMapping("/api/v1/me/inbox")
class InboxController {
    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private final InboxDesk desk;
    private final InboxAnswers answers;

    InboxController(InboxDesk desk, InboxAnswers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /**
     * @param next the cursor of older messages; null on the last page
     * @param unread how many of the whole inbox are not read
     */
    record InboxAnswer(List<MessageAnswer> items, @Nullable String next, long unread) {}

    record UnreadAnswer(long unread) {}

    /** The newest first; with {@code unread=true} those alone that are not read. */
    @GetMapping
    @Allowed(Role.MEMBER)
    InboxAnswer list(Caller caller, @RequestParam(required = false) @Nullable Boolean unread,
            @RequestParam(required = false) @Nullable String cursor, Limit limit,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        Inbox inbox = desk.open(member(caller)).state();
        long before = Cursor.decode(cursor, 1).stream().findFirst().map(InboxController::position).orElse(Long.MAX_VALUE);
        List<Message> found = inbox.messages().reversed().stream().filter(message -> message.number() < before)
                .filter(message -> !Boolean.TRUE.equals(unread) || message.unread()).limit(limit.value() + 1L).toList();
        boolean more = found.size() > limit.value();
        List<Message> shown = more ? found.subList(0, limit.value()) : found;
        return new InboxAnswer(answers.of(shown, Languages.of(languages)),
                more ? Cursor.encode(Long.toString(shown.getLast().number())) : null, inbox.unread());
    }

    @GetMapping("/unread-count")
    @Allowed(Role.MEMBER)
    UnreadAnswer unread(Caller caller) {
        return new UnreadAnswer(desk.open(member(caller)).state().unread());
    }

    /** Marks a message as read; again changes nothing. */
    @PostMapping("/{messageId}/read")
    @Allowed(Role.MEMBER)
    MessageAnswer read(Caller caller, @PathVariable String messageId,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages) {
        String memberId = member(caller);
        if (!messageId.matches(NUMBER)) {
            throw KitRefusal.NOT_FOUND.because("message", messageId);
        }
        return answers.of(List.of(desk.read(memberId, Long.parseLong(messageId))), Languages.of(languages)).getFirst();
    }

    /** Marks all as read, or with {@code until} those up to a message, so that one that has just come stays unread. */
    @PostMapping("/read-all")
    @Allowed(Role.MEMBER)
    UnreadAnswer readAll(Caller caller, @RequestParam(required = false) @Nullable String until) {
        String memberId = member(caller);
        if (until != null && !until.matches(NUMBER)) {
            throw Invalid.field("until", "MALFORMED", "17");
        }
        return new UnreadAnswer(desk.readAll(memberId, Optional.ofNullable(until).map(Long::parseLong)).unread());
    }

    private static String member(Caller caller) {
        return caller.memberId().orElseThrow(KitRefusal.FORBIDDEN::because);
    }

    private static long position(String key) {
        if (!key.matches(NUMBER)) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
        return Long.parseLong(key);
    }
}
