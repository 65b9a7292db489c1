package cn.jinlin.supervision.rebuild;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.supervision.rebuild.Rebuild.Progress;

/** The rebuild over HTTP. */
@RestController
@RequestMapping("/api/v1/coverage/rebuild")
class RebuildController {
    private final RebuildDesk desk;

    RebuildController(RebuildDesk desk) {
        this.desk = desk;
    }

    /** How a rebuild stands. */
    enum Status {
        RUNNING, DONE, FAILED
    }

    /**
     * @param events read from the topics so far
     * @param days of the past that were counted so far
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record RebuildView(Status status, Instant startedAt, Optional<Instant> endedAt, Optional<Long> events,
            Optional<Integer> days, Optional<String> cause) {
        static RebuildView of(Rebuild rebuild) {
            return switch (rebuild) {
                case Rebuild.Running(String _, Instant startedAt, Instant _, Progress progress) ->
                    new RebuildView(Status.RUNNING, startedAt, Optional.empty(), Optional.of(progress.events()),
                            Optional.of(progress.days()), Optional.empty());
                case Rebuild.Done(String _, Instant startedAt, Instant endedAt, Progress progress) ->
                    new RebuildView(Status.DONE, startedAt, Optional.of(endedAt), Optional.of(progress.events()),
                            Optional.of(progress.days()), Optional.empty());
                case Rebuild.Failed(String _, Instant startedAt, Instant endedAt, String cause) ->
                    new RebuildView(Status.FAILED, startedAt, Optional.of(endedAt), Optional.empty(), Optional.empty(),
                            Optional.of(cause));
            };
        }
    }

    /** Makes views, counts and past days anew from the topics; 202, and it goes on. */
    @PostMapping
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<RebuildView> start(Caller caller, RequestKey key) {
        return ResponseEntity.accepted().body(RebuildView.of(desk.start(caller.subject(), key)));
    }

    /** The last one. */
    @GetMapping
    @Allowed(Role.DISTRICT_ADMIN)
    RebuildView last() {
        return desk.last().map(RebuildView::of).orElseThrow(() -> KitRefusal.NOT_FOUND.because("rebuild", Rebuilds.ID));
    }
}
