package cn.jinlin.registration.confirmation;

import java.net.URI;
import java.util.Optional;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberAnswers.RegistrationAnswer;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.member.RegistrationKind;

/** Registrations over HTTP. */
@RestController
@RequestMapping("/api/v1")
class RegistrationController {
    private final MemberDesk members;
    private final RegistrationDesk desk;
    private final MemberAnswers answers;
    private final MemberScope scope;

    RegistrationController(MemberDesk members, RegistrationDesk desk, MemberAnswers answers, MemberScope scope) {
        this.scope = scope;
        this.members = members;
        this.desk = desk;
        this.answers = answers;
    }

    /** @param compoundId for a residence, where the community has compounds */
    record Report(@NotNull @Pattern(regexp = "\\d{12}") String communityId, @Nullable @Size(max = 64) String compoundId) {
        Place place(RegistrationKind kind) {
            if (kind == RegistrationKind.UNIT_COMMUNITY && compoundId != null) {
                throw Invalid.field("compoundId", "ONLY_FOR_RESIDENCE");
            }
            return new Place(communityId, Optional.ofNullable(compoundId));
        }
    }

    /** @param reason shown to the member with a rejection */
    record GivenVerdict(@NotNull Member.Decision decision, @Nullable @Size(max = 500) String reason) {
        Member.Verdict by(Caller caller) {
            return new Member.Verdict(decision, Optional.ofNullable(reason), caller.subject());
        }
    }

    @PutMapping("/members/{memberId}/registrations/{kind}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<RegistrationAnswer> report(Caller caller, @PathVariable String memberId, @PathVariable("kind") String path,
            @RequestBody Body<Report> body) {
        RegistrationKind kind = kind(path);
        Member member = members.known(memberId);
        MemberScope.require(scope.mayReport(caller, member, kind));
        Place place = body.read().place(kind);
        MemberScope.require(scope.mayReportTo(caller, member, kind, place.communityId()));
        Committed<Member, Boolean> reported = desk.report(member, kind, place);
        RegistrationAnswer answer = answer(reported.after().state(), kind);
        return reported.result()
                ? Answers.made(URI.create("/api/v1/members/" + memberId + "/registrations/" + path), reported.after(), answer)
                : Answers.ok(reported.after(), answer);
    }

    @GetMapping("/members/{memberId}/registrations/{kind}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<RegistrationAnswer> get(Caller caller, @PathVariable String memberId, @PathVariable("kind") String path) {
        RegistrationKind kind = kind(path);
        Versioned<Member> member = members.get(memberId);
        MemberScope.require(scope.maySee(caller, member.state()));
        return Answers.ok(member, answer(member.state(), kind));
    }

    /** The officer of the community that the member reported to decides. */
    @PostMapping("/members/{memberId}/registrations/{kind}/decision")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<RegistrationAnswer> decide(Caller caller, @PathVariable String memberId, @PathVariable("kind") String path,
            @RequestBody Body<GivenVerdict> body, RequestKey key) {
        RegistrationKind kind = kind(path);
        Member seen = members.known(memberId);
        String communityId = seen.registrations().of(kind).map(one -> one.place().communityId())
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("registration", path));
        MemberScope.require(caller.isOfficerOf(communityId));
        Member.Verdict verdict = body.read().by(caller);
        Versioned<Member> member = desk
                .decide(seen, kind, communityId, verdict, key).after();
        return Answers.ok(member, answer(member.state(), kind));
    }

    @DeleteMapping("/members/{memberId}/registrations/{kind}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.MEMBER})
    ResponseEntity<RegistrationAnswer> withdraw(Caller caller, @PathVariable String memberId,
            @PathVariable("kind") String path) {
        RegistrationKind kind = kind(path);
        Member member = members.known(memberId);
        MemberScope.require(scope.mayWithdraw(caller, member, kind));
        if (member.registrations().of(kind).isEmpty()) {
            throw KitRefusal.NOT_FOUND.because("registration", path);
        }
        Versioned<Member> after = desk.withdraw(memberId, kind).after();
        return Answers.ok(after, answer(after.state(), kind));
    }

    private RegistrationAnswer answer(Member member, RegistrationKind kind) {
        return answers.of(member, kind).orElseThrow(() -> KitRefusal.NOT_FOUND.because("registration", kind.path()));
    }

    private static RegistrationKind kind(String path) {
        return RegistrationKind.of(path).orElseThrow(() -> KitRefusal.NOT_FOUND.because("registration", path));
    }
}
