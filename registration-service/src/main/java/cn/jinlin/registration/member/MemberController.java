package cn.jinlin.registration.member;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Body;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberDesk.Correction;
import cn.jinlin.registration.member.MemberDesk.Newcomer;

/** Members over HTTP. */
@RestController
@RequestMapping("/api/v1/members")
class MemberController {
    static final String MOBILE = "1[3-9]\\d{9}";
    private static final String ONE_LINE = "\\P{Cntrl}*";

    private final MemberDesk desk;
    private final MemberAnswers answers;
    private final MemberScope scope;
    private final NewcomerScope newcomers;
    private final ListScope lists;
    private final Claimants claimants;

    MemberController(MemberDesk desk, MemberAnswers answers, MemberScope scope,
            NewcomerScope newcomers, ListScope lists, Claimants claimants) {
        this.claimants = claimants;
        this.lists = lists;
        this.newcomers = newcomers;
        this.scope = scope;
        this.desk = desk;
        this.answers = answers;
    }

    /**
     * @param phone a mobile number of the mainland, eleven digits
     * @param unitId the unit of a party member; a liaison may leave it out
     */
    record NewMember(@NotNull MemberKind kind, @NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String name,
            @NotNull @Pattern(regexp = MOBILE) String phone, @Nullable String unitId,
            @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String> skills) {}

    /** What is left out stays as it is. */
    record CorrectedMember(@Nullable @Size(min = 1, max = 50) @Pattern(regexp = "(?=.*\\S)\\P{Cntrl}*") String name,
            @Nullable @Pattern(regexp = MOBILE) String phone,
            @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String> skills) {}

    record Transfer(@NotBlank @Size(max = 64) String unitId) {}

    /** Party members are made by their unit's liaison or the district, residents by themselves or an officer. */
    @PostMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<MemberAnswer> make(Caller caller, @RequestBody Body<NewMember> body, RequestKey key) {
        NewMember asked = body.parse();
        NewcomerScope.Entry entry = newcomers.entry(caller, asked.kind(), asked.unitId());
        NewMember given = body.read();
        Newcomer newcomer = new Newcomer(entry.memberId().orElseGet(key::firstId), given.kind(), given.name(), given.phone(),
                entry.requireUnit(), given.skills() == null ? List.of() : given.skills());
        Versioned<Member> member = desk.make(newcomer, key);
        return Answers.made(URI.create("/api/v1/members/" + newcomer.memberId()), member, answers.of(member.state(), caller));
    }

    @GetMapping("/{memberId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<MemberAnswer> get(Caller caller, @PathVariable String memberId) {
        Versioned<Member> member = desk.get(memberId);
        MemberScope.require(scope.maySee(caller, member.state()));
        return Answers.ok(member, answers.of(member.state(), caller));
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
            return new Page<>(desk.all(wanted).stream().map(Versioned::state).filter(asked::includes)
                    .flatMap(member -> named(caller, member, claiming).stream()).toList(), null);
        }
        List<String> after = Cursor.decode(cursor, 1);
        List<MemberAnswer> found = desk
                .page(lists.slices(caller, asked), after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream()
                .map(member -> answers.of(member.state(), caller)).toList();
        return found.size() <= limit.value()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit.value()), Cursor.encode(found.get(limit.value() - 1).memberId()));
    }

    @PatchMapping("/{memberId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<MemberAnswer> correct(Caller caller, @PathVariable String memberId, @RequestBody Body<CorrectedMember> body,
            IfMatch ifMatch) {
        MemberScope.require(scope.mayCorrect(caller, desk.known(memberId)));
        CorrectedMember given = body.read();
        Versioned<Member> member = desk.correct(memberId, new Correction(Optional.ofNullable(given.name()),
                Optional.ofNullable(given.phone()), Optional.ofNullable(given.skills())), ifMatch.required());
        return Answers.ok(member, answers.of(member.state(), caller));
    }

    /** Over to another unit; the registration with a community of the former unit ends with it. */
    @PostMapping("/{memberId}/unit-transfer")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON})
    ResponseEntity<MemberAnswer> transfer(Caller caller, @PathVariable String memberId, @RequestBody Body<Transfer> body,
            RequestKey key) {
        MemberScope.require(scope.mayTransfer(caller, desk.known(memberId)));
        Versioned<Member> member = desk.transfer(memberId, body.read().unitId(), key);
        return Answers.ok(member, answers.of(member.state(), caller));
    }

    /** Erases the personal data; what was served stays on record under the id alone. */
    @DeleteMapping("/{memberId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.MEMBER})
    ResponseEntity<Void> erase(Caller caller, @PathVariable String memberId) {
        MemberScope.require(scope.mayErase(caller, desk.known(memberId)));
        desk.erase(memberId);
        return ResponseEntity.noContent().build();
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
