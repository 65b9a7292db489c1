package cn.jinlin.supervision.district;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/**
 * Takes batches of events into the views and tells who watches. The views come first: whoever counts after being told sees
 * the change. What was touched is read from the views again when a batch comes twice, so a failure in between loses nothing.
 */
@Service
public class DistrictDesk {
    private final Communities communities;
    private final Units units;
    private final Members members;
    private final Orders orders;
    private final Credits credits;
    private final AcceptedWorks works;
    private final Watch watch;

    DistrictDesk(Communities communities, Units units, Members members, Orders orders, Credits credits, AcceptedWorks works,
            Watch watch) {
        this.communities = communities;
        this.units = units;
        this.members = members;
        this.orders = orders;
        this.credits = credits;
        this.works = works;
        this.watch = watch;
    }

    /** A desk with views of its own, in another store. */
    public static DistrictDesk over(Store store, Watch watch) {
        return new DistrictDesk(new Communities(store), new Units(store), new Members(store), new Orders(store),
                new Credits(store), new AcceptedWorks(store), watch);
    }

    /** What registration-service told; duplicates and late ones change nothing. */
    public void registrations(List<Received<RegistrationEvent>> batch) {
        List<View.Entry<CommunityChanged>> changedCommunities = new ArrayList<>();
        List<View.Entry<UnitChanged>> changedUnits = new ArrayList<>();
        List<Received<MemberChanged>> changedMembers = new ArrayList<>();
        List<Credit> entries = new ArrayList<>();
        for (Received<RegistrationEvent> in : batch) {
            switch (in.event()) {
                case CommunityChanged community -> changedCommunities.add(entry(in, community));
                case UnitChanged unit -> changedUnits.add(entry(in, unit));
                case MemberChanged member -> changedMembers.add(new Received<>(in.id(), in.version(), in.at(), member));
                case ServiceRecordAppended appended -> entries.add(Credit.of(appended));
                case TeamChanged _,SupportTied _,SupportRefused _ -> {
                    // the board counts members where they are registered, neither by teams nor by support
                }
            }
        }
        SortedSet<String> touched = new TreeSet<>();
        communities.apply(changedCommunities);
        units.apply(changedUnits);
        if (!changedCommunities.isEmpty()) {
            // where else a member counts rests on which communities are known
            communities.all().forEach(community -> touched.add(community.communityId()));
        }
        touched.addAll(takeMembers(changedMembers));
        touched.addAll(takeCredits(entries));
        tell(touched);
    }

    /** What request-service told: the state of orders, and what accepted work came to; minutes come from the service record. */
    public void requests(List<Received<RequestEvent>> batch) {
        List<View.Entry<OrderChanged>> changed = new ArrayList<>();
        List<View.Entry<AcceptedWorks.Work>> accepted = new ArrayList<>();
        for (Received<RequestEvent> in : batch) {
            switch (in.event()) {
                case OrderChanged order -> changed.add(entry(in, order));
                case OrderAccepted done ->
                    accepted.add(new View.Entry<>(done.orderId(), in.version(), AcceptedWorks.Work.of(done)));
                case OrderReopened back ->
                    accepted.add(new View.Entry<>(back.orderId(), in.version(), AcceptedWorks.Work.none(back)));
                case OrderClaimed _,ClaimConfirmed _,ClaimPromoted _,ClaimReleased _,CheckedIn _,CheckedOut _,MemberCredited _,OrderRescheduled _,OrderRelocated _ -> {
                    // the state event of the same commit says what the board needs
                }
            }
        }
        orders.apply(changed);
        works.apply(accepted);
        SortedSet<String> touched = new TreeSet<>();
        accepted.forEach(work -> touched.add(work.value().communityId()));
        changed.forEach(order -> touched.add(order.value().communityId()));
        tell(touched);
    }

    private Collection<String> takeMembers(List<Received<MemberChanged>> changed) {
        Map<String, SortedSet<String>> everIn = new HashMap<>();
        members.findAll(changed.stream().map(in -> in.event().memberId()).distinct().toList())
                .forEach(member -> everIn.put(member.now().memberId(), member.everIn()));
        List<View.Entry<Member>> entries = new ArrayList<>(changed.size());
        for (Received<MemberChanged> in : changed) {
            String id = in.event().memberId();
            Member member = Member.of(in.event(), everIn.getOrDefault(id, new TreeSet<>()));
            everIn.put(id, member.everIn());
            entries.add(new View.Entry<>(id, in.version(), member));
        }
        members.apply(entries);
        SortedSet<String> touched = new TreeSet<>();
        everIn.values().forEach(touched::addAll);
        return touched;
    }

    private Set<String> takeCredits(List<Credit> entries) {
        credits.apply(entries);
        SortedSet<String> touched = new TreeSet<>();
        entries.forEach(entry -> touched.add(entry.communityId()));
        members.findAll(entries.stream().map(Credit::memberId).distinct().toList())
                .forEach(member -> touched.addAll(member.communities()));
        return touched;
    }

    private void tell(Set<String> touched) {
        if (!touched.isEmpty()) {
            watch.touched(touched);
        }
    }

    private static <V extends cn.jinlin.events.Event> View.Entry<V> entry(Received<?> in, V event) {
        return new View.Entry<>(event.aggregateId(), in.version(), event);
    }
}
