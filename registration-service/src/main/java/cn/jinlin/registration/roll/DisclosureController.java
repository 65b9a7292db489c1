package cn.jinlin.registration.roll;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.person.AccessLog;
import cn.jinlin.registration.person.Person;

/** Personal data over HTTP, each time on record. */
@RestController
@RequestMapping("/api/v1/members")
class DisclosureController {
    private final MemberDesk members;
    private final DisclosureDesk desk;
    private final MemberAnswers answers;
    private final MemberScope scope;

    DisclosureController(MemberDesk members, DisclosureDesk desk, MemberAnswers answers, MemberScope scope) {
        this.members = members;
        this.desk = desk;
        this.answers = answers;
        this.scope = scope;
    }

    /** @param reason why the number is needed; kept in the access log */
    record Disclosure(@NotBlank @Size(max = 500) String reason) {}

    record DisclosedPhone(String memberId, String phone) {}

    /** In a body, so that no log of addresses holds the number. */
    record Lookup(@NotNull @Pattern(regexp = Person.MOBILE) String phone) {}

    record Found(List<MemberAnswer> items) {}

    /** @param reason empty where none was asked for */
    record AccessAnswer(String subject, String field, String reason, Instant at) {
        static AccessAnswer of(AccessLog.Line line) {
            return new AccessAnswer(line.subject(), line.field(), line.reason(), line.at());
        }
    }

    /** Shows the phone in the clear; the access log keeps who asked and why. */
    @PostMapping("/{memberId}/phone-disclosure")
    @Allowed({Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    DisclosedPhone disclose(Caller caller, @PathVariable String memberId, @RequestBody Body<Disclosure> body) {
        Member member = members.known(memberId);
        MemberScope.require(scope.mayDisclosePhone(caller, member));
        return new DisclosedPhone(memberId, desk.phone(member, caller, body.read().reason()));
    }

    /** Those with this phone whom the caller may see; the access log keeps who asked. */
    @PostMapping("/phone-lookup")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    Found lookUp(Caller caller, @RequestBody Body<Lookup> body) {
        List<Member> found = members.withPhone(body.read().phone()).stream().filter(member -> scope.maySee(caller, member))
                .toList();
        found.forEach(member -> desk.found(member, caller));
        return new Found(found.stream().map(member -> answers.of(member, caller)).toList());
    }

    /** Who read this member's personal data, the newest first. */
    @GetMapping("/{memberId}/access-log")
    @Allowed({Role.DISTRICT_ADMIN, Role.MEMBER})
    Page<AccessAnswer> log(Caller caller, @PathVariable String memberId, @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        MemberScope.require(scope.mayErase(caller, members.known(memberId)));
        Optional<String> before = Cursor.decode(cursor, 1).stream().findFirst();
        List<AccessLog.Line> found = desk.log(memberId, before, limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<AccessLog.Line> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(AccessAnswer::of).toList(),
                more ? Cursor.encode(shown.getLast().lineId()) : null);
    }
}
