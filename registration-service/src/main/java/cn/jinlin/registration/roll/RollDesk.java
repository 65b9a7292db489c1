package cn.jinlin.registration.roll;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberAnswers;
import cn.jinlin.registration.member.MemberAnswers.MemberAnswer;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.Members;
import cn.jinlin.registration.person.AccessLog;

/** All members of a caller's scope, one after the other, as the list shows them. */
@Service
public class RollDesk {
    private static final int PAGE = 500;

    private final MemberDesk members;
    private final MemberAnswers answers;
    private final ListScope lists;
    private final AccessLog log;
    private final Clock clock;

    RollDesk(MemberDesk members, MemberAnswers answers, ListScope lists, AccessLog log, Clock clock) {
        this.members = members;
        this.answers = answers;
        this.lists = lists;
        this.log = log;
        this.clock = clock;
    }

    /** A part of the members, as a caller may read it. */
    public final class Part {
        private final Caller caller;
        private final List<Members.Slice> slices;

        private Part(Caller caller, List<Members.Slice> slices) {
            this.caller = caller;
            this.slices = slices;
        }

        /** Reads on page by page until all are shown or the reader throws. */
        public void each(Consumer<MemberAnswer> reader) {
            String after = "";
            List<Versioned<Member>> page = members.page(slices, after, PAGE);
            while (!page.isEmpty()) {
                page.forEach(member -> reader.accept(answers.of(member.state(), caller)));
                after = page.getLast().state().memberId();
                page = page.size() < PAGE ? List.of() : members.page(slices, after, PAGE);
            }
        }
    }

    /** 403 when none of it is the caller's; else the access log keeps who takes it out, before the first is shown. */
    public Part take(Caller caller, Optional<String> communityId, Optional<String> unitId, String format) {
        List<Members.Slice> slices = lists.slices(caller, new ListScope.Asked(communityId, unitId));
        String what = format + communityId.map(id -> " community " + id).orElse("") + unitId.map(id -> " unit " + id).orElse("");
        log.append(new AccessLog.Line(Ids.next(), "*", caller.subject(), "export", what, clock.instant()));
        return new Part(caller, slices);
    }
}
