package cn.jinlin.request.recommendation;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.admission.Admission;
import cn.jinlin.request.admission.ClaimSettings;
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.admission.Turnstile;
import cn.jinlin.request.directory.Community;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.schedule.Schedule;
import cn.jinlin.request.schedule.Schedules;

/** Points members to orders that they may claim now. */
@Service
public class RecommendationDesk {
    private static final int COMMUNITIES = 8;
    /** Orders of the past that say what a member knows. */
    private static final int REMEMBERED = 20;

    private final OpenOrders open;
    private final ServiceOrders orders;
    private final Schedules schedules;
    private final Claimants claimants;
    private final Directory directory;
    private final ClaimSettings settings;
    private final Turnstile turnstile;
    private final Clock clock;

    RecommendationDesk(OpenOrders open, ServiceOrders orders, Schedules schedules, Claimants claimants, Directory directory,
            ClaimSettings settings, Turnstile turnstile, Clock clock) {
        this.open = open;
        this.orders = orders;
        this.schedules = schedules;
        this.claimants = claimants;
        this.directory = directory;
        this.settings = settings;
        this.turnstile = turnstile;
        this.clock = clock;
    }

    /**
     * The orders that are best for this member now.
     *
     * @param here where the member is; its communities are taken where that is not said
     */
    List<Suggestion> of(String memberId, Optional<Location> here, Optional<Category> category, int limit) {
        Claimant who = claimants.of(memberId);
        return best(who, UnaryOperator.identity(), here,
                order -> category.filter(wanted -> wanted != order.terms().category()).isEmpty(), limit);
    }

    /** Where else this member may help, when it gets nothing on that order. */
    public List<Suggestion> besides(String orderId, Claimant who, int limit) {
        return best(who, UnaryOperator.identity(), Optional.empty(), order -> !order.orderId().equals(orderId), limit);
    }

    /** Where this member may help at once if it gives up waiting for that order. */
    public List<Suggestion> insteadOfWaiting(String orderId, String memberId, int limit) {
        return best(claimants.of(memberId), schedule -> schedule.without(orderId), Optional.empty(),
                order -> !order.orderId().equals(orderId), limit);
    }

    private List<Suggestion> best(Claimant who, UnaryOperator<Schedule> supposing, Optional<Location> here,
            Predicate<ServiceOrder> wanted, int limit) {
        Instant now = clock.instant();
        List<ServiceOrder> some = open.in(who.communities().limit(COMMUNITIES).toList(), now).stream().filter(wanted).toList();
        if (some.isEmpty()) {
            return List.of();
        }
        Schedule schedule = turnstile.pass(() -> schedules.of(who.memberId()));
        Admission admission = new Admission(who, supposing.apply(schedule), settings.allowance(), now);
        List<ServiceOrder> claimable = some.stream().filter(admission::givesPlace).toList();
        return claimable.isEmpty()
                ? List.of()
                : Suggestion.best(claimable, turnstile.pass(() -> standpoint(who, schedule, here, claimable)), limit);
    }

    private Standpoint standpoint(Claimant who, Schedule schedule, Optional<Location> here, Collection<ServiceOrder> claimable) {
        Map<String, Location> places = places(who, claimable);
        List<Location> from = here.map(List::of)
                .orElseGet(() -> who.confirmedIn().stream().filter(places::containsKey).map(places::get).toList());
        Map<Category, Integer> served = new HashMap<>();
        Map<String, Integer> servedIn = new HashMap<>();
        for (Versioned<ServiceOrder> past : orders.all(schedule.ended(REMEMBERED))) {
            if (past.state().sheet().roster().of(who.memberId()).filter(Claim::served).isPresent()) {
                served.merge(past.state().terms().category(), 1, Integer::sum);
                servedIn.merge(past.state().sheet().communityId(), 1, Integer::sum);
            }
        }
        return new Standpoint(who, from, places, served, servedIn);
    }

    private Map<String, Location> places(Claimant who, Collection<ServiceOrder> claimable) {
        List<String> ids = Stream.concat(who.confirmedIn().stream(),
                claimable.stream().map(order -> order.sheet().communityId())).distinct().toList();
        return directory.communities(ids).stream().filter(community -> community.location().isPresent())
                .collect(Collectors.toMap(Community::communityId, community -> community.location().orElseThrow()));
    }
}
