package cn.jinlin.registration.roll;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;

/** Lists of members over HTTP, and the names behind ids. */
@RestController
@RequestMapping("/api/v1/members")
class RollController {
    private final MemberDesk members;
    private final MemberAnswers answers;
    private final MemberScope scope;
    private final ListScope lists;
    private final Claimants claimants;

    RollController(MemberDesk members, MemberAnswers answers, MemberScope scope, ListScope lists, Claimants claimants) {
        this.members = members;
        this.answers = answers;
        this.scope = scope;
        this.lists = lists;
        this.claimants = claimants;
    }

    /** With {@code ids} those of them that the caller may see; else the caller's whole scope, or the part asked for. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    Page<MemberAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String unitId, @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        ListScope.Asked asked = new ListScope.Asked(Optional.ofNullable(communityId), Optional.ofNullable(unitId));
        List<String> wanted = wanted(caller, ids);
        if (!wanted.isEmpty()) {
            Set<String> claiming = claimants(caller, wanted);
            return new Page<>(members.all(wanted).stream().map(Versioned::state).filter(asked::includes)
                    .flatMap(member -> named(caller, member, claiming).stream()).toList(), null);
        }
        List<String> after = Cursor.decode(cursor, 1);
        List<MemberAnswer> found = members
                .page(lists.slices(caller, asked), after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream()
                .map(member -> answers.of(member.state(), caller)).toList();
        return found.size() <= limit.value()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit.value()), Cursor.encode(found.get(limit.value() - 1).memberId()));
    }

    /** An officer also sees those who claim on an order of its communities. */
    private Set<String> claimants(Caller caller, List<String> wanted) {
        return caller.has(Role.COMMUNITY_OFFICER) ? claimants.among(wanted, caller.communityIds()) : Set.of();
    }

    private Optional<MemberAnswer> named(Caller caller, Member member, Set<String> claimants) {
        if (scope.maySee(caller, member)) {
            return Optional.of(answers.of(member, caller));
        }
        return claimants.contains(member.memberId()) ? Optional.of(answers.ofClaimant(member)) : Optional.empty();
    }

    /** The ids asked for; somebody who is a member and nothing else has only itself to ask for. */
    private static List<String> wanted(Caller caller, @Nullable List<String> ids) {
        if (ids != null && ids.size() > Limit.MAX) {
            throw Invalid.field("ids", "TOO_MANY", Limit.MAX);
        }
        boolean itselfAlone = Stream.of(Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER).noneMatch(caller::has);
        if (ids != null && !ids.isEmpty()) {
            return ids;
        }
        return itselfAlone ? caller.memberId().stream().toList() : List.of();
    }
}
