package cn.jinlin.registration.confirmation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.member.Registration;

/** An officer's work list over HTTP. */
@RestController
@RequestMapping("/api/v1/registrations")
class WorkListController {
    private final WorkListDesk desk;
    private final MemberAnswers answers;

    WorkListController(WorkListDesk desk, MemberAnswers answers) {
        this.desk = desk;
        this.answers = answers;
    }

    /** A line of an officer's work list. */
    record WorkAnswer(String memberId, MemberKind memberKind, String name, Optional<String> unitId, String kind,
            String communityId, Optional<String> compoundId, RegistrationStatus status, Instant since) {}

    /** How many of a community's registrations stand where. */
    @GetMapping("/counts")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER})
    WorkListDesk.Counts counts(Caller caller, @RequestParam String communityId) {
        MemberScope.require(caller.isDistrictAdmin() || caller.isOfficerOf(communityId));
        return desk.counts(communityId);
    }

    /**
     * A community's registrations in one status, PENDING where none is asked for, the oldest first; with
     * {@code renewable=true} the confirmed ones that an officer may confirm anew, the first to run out first.
     */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER})
    Page<WorkAnswer> workList(Caller caller, @RequestParam String communityId,
            @RequestParam(defaultValue = "PENDING") RegistrationStatus status,
            @RequestParam(defaultValue = "false") boolean renewable,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        MemberScope.require(caller.isDistrictAdmin() || caller.isOfficerOf(communityId));
        String after = Cursor.decode(cursor, 1).stream().findFirst().orElse("");
        List<WorkListDesk.Listed> found = renewable
                ? desk.renewable(communityId, after, limit.value() + 1)
                : desk.workList(communityId, status, after, limit.value() + 1);
        List<WorkAnswer> shown = found.stream().limit(limit.value()).map(listed -> line(listed, caller)).toList();
        return new Page<>(shown,
                found.size() <= limit.value() ? null : Cursor.encode(found.get(limit.value() - 1).order()));
    }

    private WorkAnswer line(WorkListDesk.Listed listed, Caller caller) {
        Member member = listed.member();
        Registration one = listed.registration();
        return new WorkAnswer(member.memberId(), member.kind(), answers.name(member, caller), member.unitId(),
                listed.kind().path(), one.place().communityId(), one.place().compoundId(), one.status(), one.since());
    }
}
