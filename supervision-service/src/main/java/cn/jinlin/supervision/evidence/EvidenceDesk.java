package cn.jinlin.supervision.evidence;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;
import cn.jinlin.supervision.evidence.Deed.Kind;

/** Keeps what the events tell and marks whom the rules have to look at again; the evidence comes first. */
@Service
public class EvidenceDesk {
    /** Orders that start so close to each other compete for the same people. */
    public static final Duration AT_THE_SAME_TIME = Duration.ofDays(1);

    private static final int MOST_CROWDED = 50;

    private final Deeds deeds;
    private final Entries entries;
    private final KnownMembers members;
    private final Subjects subjects;
    private final Clock clock;

    EvidenceDesk(Deeds deeds, Entries entries, KnownMembers members, Subjects subjects, Clock clock) {
        this.deeds = deeds;
        this.entries = entries;
        this.members = members;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** What registration-service told; duplicates and late ones change nothing. */
    void registrations(List<Received<RegistrationEvent>> batch) {
        List<View.Entry<MemberChanged>> changed = new ArrayList<>();
        List<LedgerEntry> appended = new ArrayList<>();
        Set<Subject> touched = new LinkedHashSet<>();
        for (Received<RegistrationEvent> in : batch) {
            switch (in.event()) {
                case MemberChanged member -> {
                    changed.add(new View.Entry<>(member.memberId(), in.version(), member));
                    touched.add(new Subject(Subject.Kind.MEMBER, member.memberId()));
                }
                case ServiceRecordAppended entry -> {
                    appended.add(new LedgerEntry(entry, in.at()));
                    touched.add(new Subject(Subject.Kind.MEMBER, entry.memberId()));
                }
                case CommunityChanged _,UnitChanged _,TeamChanged _,SupportTied _,SupportRefused _ -> {
                    // no rule looks at these
                }
            }
        }
        members.apply(changed);
        entries.apply(appended);
        mark(touched);
    }

    /** What request-service told; duplicates and late ones change nothing. */
    void requests(List<Received<RequestEvent>> batch) {
        List<View.Entry<Deed>> entries = batch.stream()
                .flatMap(in -> Deed.of(in.event(), in.at()).stream().map(deed -> Deeds.entry(deed, in.version()))).toList();
        deeds.apply(entries);
        List<Deed> told = entries.stream().map(View.Entry::value).toList();
        Set<Subject> touched = new LinkedHashSet<>();
        told.forEach(deed -> touched.addAll(about(deed)));
        Set<String> claimed = told.stream().filter(deed -> deed.kind() == Kind.CLAIMED).map(Deed::orderId)
                .collect(Collectors.toSet());
        deeds.published(claimed).forEach(order -> touched.addAll(crowdedBeside(order)));
        told.stream().filter(deed -> deed.kind() == Kind.PUBLISHED || deed.kind() == Kind.FALLEN_THROUGH)
                .forEach(order -> touched.addAll(crowdedBeside(order)));
        mark(touched);
    }

    private static Set<Subject> about(Deed deed) {
        Set<Subject> subjects = new LinkedHashSet<>();
        deed.device().ifPresent(digest -> subjects.add(new Subject(Subject.Kind.DEVICE, digest)));
        switch (deed.kind()) {
            case PUBLISHED, FALLEN_THROUGH -> subjects.add(new Subject(Subject.Kind.COMMUNITY, deed.communityId()));
            case CROWDED, CHECKED_IN -> subjects.add(new Subject(Subject.Kind.ORDER, deed.orderId()));
            case SERVED, UNSATISFACTORY -> {
                subjects.add(new Subject(Subject.Kind.ORDER, deed.orderId()));
                // was judged absent, perhaps, before the order was reopened
                deed.memberId().ifPresent(id -> subjects.add(new Subject(Subject.Kind.MEMBER, id)));
            }
            case ABSENT, CREDITED -> deed.memberId().ifPresent(id -> subjects.add(new Subject(Subject.Kind.MEMBER, id)));
            case CLAIMED -> {
                // no rule looks at this alone
            }
        }
        return subjects;
    }

    /** Orders for which it matters that this one got or has no claims. */
    private Set<Subject> crowdedBeside(Deed order) {
        return order.startsAt().stream()
                .flatMap(start -> deeds.ofDistrict(order.district(), Kind.CROWDED, start.minus(AT_THE_SAME_TIME),
                        start.plus(AT_THE_SAME_TIME), MOST_CROWDED).stream())
                .map(crowded -> new Subject(Subject.Kind.ORDER, crowded.orderId())).collect(Collectors.toSet());
    }

    private void mark(Set<Subject> touched) {
        subjects.mark(touched, clock.instant());
    }
}
