package cn.jinlin.registration.member;

import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberDesk.Correction;
import cn.jinlin.registration.person.Person;

/** Members over HTTP. */
@RestController
@RequestMapping("/api/v1/members")
class MemberController {
    private static final String ONE_LINE = "\\P{Cntrl}*";

    private final MemberDesk desk;
    private final MemberAnswers answers;
    private final MemberScope scope;

    MemberController(MemberDesk desk, MemberAnswers answers, MemberScope scope) {
        this.desk = desk;
        this.answers = answers;
        this.scope = scope;
    }

    /** What is left out stays as it is. */
    record CorrectedMember(@Nullable @Size(min = 1, max = 50) @Pattern(regexp = "(?=.*\\S)\\P{Cntrl}*") String name,
            @Nullable @Pattern(regexp = Person.MOBILE) String phone,
            @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String> skills) {}

    record Transfer(@NotBlank @Size(max = 64) String unitId) {}

    @GetMapping("/{memberId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<MemberAnswer> get(Caller caller, @PathVariable String memberId) {
        Versioned<Member> member = desk.get(memberId);
        MemberScope.require(scope.maySee(caller, member.state()));
        return Answers.ok(member, answers.of(member.state(), caller));
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
}
