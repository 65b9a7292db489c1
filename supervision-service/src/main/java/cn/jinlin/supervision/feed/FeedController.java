package cn.jinlin.supervision.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.supervision.feed.FeedBodies.CloudEvent;
import cn.jinlin.supervision.feed.FeedBodies.FeedPage;

/** The feed for clients that ask; each sees what everybody may see, and the drafts it posted itself. */
@RestController
@RequestMapping(path = "/api/v1/platform/events")
class FeedController {
    /** The batch format of CloudEvents 1.0. */
    static final String BATCH = "application/cloudevents-batch+json";

    private static final int LONGEST_WAIT = 10;
    private static final int MOST_FILTERS = 50;

    private final FeedDesk desk;

    FeedController(FeedDesk desk) {
        this.desk = desk;
    }

    /**
     * What follows a cursor. Reading on from {@code next} again and again gets every event once and in order. JSON with the
     * cursor, or by {@code Accept} the bare batch; the header {@code Link} with {@code rel="next"} says where to read on, too.
     *
     * @param after {@code next} of the answer before, or the {@code sequence} of an event; without it from the beginning
     * @param type only events of these types
     * @param communityId only events of these communities
     * @param wait seconds, 0 to 10, that an empty answer may take while there is no news
     */
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, BATCH})
    @Allowed(Role.PLATFORM)
    ResponseEntity<Object> events(Caller caller, @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "") Set<String> type, @RequestParam(defaultValue = "") Set<String> communityId,
            @RequestParam(defaultValue = "0") int wait, Limit limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept)
            throws InterruptedException {
        FeedDesk.Wanted wanted = wanted(caller, type, communityId);
        List<CloudEvent> items = desk.await(offset(after), wanted, limit.value(), patience(wait)).stream().map(CloudEvent::of)
                .toList();
        String next = items.isEmpty() ? after : items.getLast().sequence();
        boolean batch = accept.contains(BATCH);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(batch ? MediaType.valueOf(BATCH) : MediaType.APPLICATION_JSON);
        if (next != null) {
            answer.header(HttpHeaders.LINK, "</api/v1/platform/events?after=" + next + ">; rel=\"next\"");
        }
        return answer.body(batch ? items : new FeedPage(items, next));
    }

    private static FeedDesk.Wanted wanted(Caller caller, Set<String> types, Set<String> communityIds) {
        String client = caller.clientId().orElseThrow(() -> KitRefusal.FORBIDDEN.because());
        requireFew("type", types);
        requireFew("communityId", communityIds);
        return new FeedDesk.Wanted(client, types, communityIds);
    }

    private static void requireFew(String parameter, Set<String> values) {
        if (values.size() > MOST_FILTERS) {
            throw Invalid.field(parameter, "TOO_MANY", MOST_FILTERS);
        }
    }

    private static long offset(@Nullable String after) {
        if (after == null) {
            return -1;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Invalid.field("after", "MALFORMED", "17");
        }
        return Long.parseLong(after);
    }

    private static Duration patience(int wait) {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw Invalid.field("wait", "OUT_OF_RANGE", 0, LONGEST_WAIT);
        }
        return Duration.ofSeconds(wait);
    }
}
