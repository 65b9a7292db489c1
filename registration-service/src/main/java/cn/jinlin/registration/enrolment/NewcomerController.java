package cn.jinlin.registration.enrolment;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.registration.enrolment.NewcomerDesk.Newcomer;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.person.Person;

/** Who becomes a member, one at a time, over HTTP. */
@RestController
@RequestMapping("/api/v1/members")
class NewcomerController {
    private static final String ONE_LINE = "\\P{Cntrl}*";

    private final NewcomerDesk desk;
    private final NewcomerScope newcomers;
    private final MemberAnswers answers;

    NewcomerController(NewcomerDesk desk, NewcomerScope newcomers, MemberAnswers answers) {
        this.desk = desk;
        this.newcomers = newcomers;
        this.answers = answers;
    }

    /**
     * @param phone a mobile number of the mainland, eleven digits
     * @param unitId the unit of a party member; a liaison may leave it out
     */
    record NewMember(@NotNull MemberKind kind, @NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String name,
            @NotNull @Pattern(regexp = Person.MOBILE) String phone, @Nullable String unitId,
            @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) @Pattern(regexp = ONE_LINE) String> skills) {}

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
}
