package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.CheckedOut;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderStatus;

/**
 * What was asked of one order against what it told: every acknowledged request left its fact, and every fact had a request
 * that may have caused it.
 */
final class Asked {
    private final String orderId;
    private final List<Answer> answers;
    private final List<RequestEvent> facts;
    private final Map<String, List<Answer>> answersOf = new TreeMap<>();
    private final Map<String, List<RequestEvent>> factsOf = new HashMap<>();

    Asked(Replay replay, List<Answer> answers) {
        this.orderId = replay.orderId();
        this.answers = answers;
        this.facts = replay.events().stream().map(Told::event).toList();
        answers.forEach(answer -> Named.in(answer)
                .forEach(member -> answersOf.computeIfAbsent(member, id -> new ArrayList<>()).add(answer)));
        facts.forEach(fact -> Named.in(fact)
                .ifPresent(member -> factsOf.computeIfAbsent(member, id -> new ArrayList<>()).add(fact)));
        factsOf.keySet().forEach(member -> answersOf.putIfAbsent(member, List.of()));
    }

    /** A sort of fact, the requests each of which leaves one, and further requests that may. */
    private record Sort(Class<? extends RequestEvent> fact, Predicate<Answer> leaves, Predicate<Answer> mayLeave) {
        Sort(Class<? extends RequestEvent> fact, Class<? extends Answer> leaves) {
            this(fact, leaves::isInstance, _ -> false);
        }
    }

    private static final String ERASED = "MEMBER_ERASED";
    private static final Set<String> WITH_THE_ORDER = Set.of("ORDER_CANCELLED", "NOT_PROMOTED");
    private static final Sort ACCEPTANCE = new Sort(OrderAccepted.class, Answer.Accepted.class);
    private static final List<Sort> OF_MEMBERS = List.of(
            new Sort(OrderClaimed.class, answer -> answer instanceof Answer.Claimed || answer instanceof Answer.Assigned,
                    Answer.CheckedIn.class::isInstance),
            new Sort(ClaimReleased.class, answer -> answer instanceof Answer.Released || decided(answer, false), _ -> false),
            new Sort(ClaimConfirmed.class, answer -> decided(answer, true), _ -> false),
            new Sort(CheckedIn.class, Answer.CheckedIn.class), new Sort(CheckedOut.class, Answer.CheckedOut.class),
            new Sort(MemberCredited.class, Answer.Credited.class));

    private static boolean decided(Answer answer, boolean confirmed) {
        return answer instanceof Answer.Decided decided && decided.confirmed() == confirmed;
    }

    List<String> lost() {
        List<String> found = new ArrayList<>();
        answersOf.forEach((member, its) -> OF_MEMBERS.forEach(sort -> lost(found, "member " + member, sort, its,
                factsOf.getOrDefault(member, List.of()))));
        lost(found, "the order", ACCEPTANCE, answers, facts);
        return found;
    }

    private void lost(List<String> found, String who, Sort sort, List<Answer> asked, List<RequestEvent> told) {
        long acknowledged = requests(asked, sort.leaves().and(Answer::acknowledged));
        long there = told.stream().filter(sort.fact()::isInstance).count();
        if (there < acknowledged) {
            found.add("order %s, %s: %d requests acknowledged, %d times %s".formatted(orderId, who, acknowledged, there,
                    sort.fact().getSimpleName()));
        }
    }

    List<String> unasked() {
        List<String> found = new ArrayList<>();
        boolean ended = answers.stream().anyMatch(answer -> answer.possible() && endsAll(answer));
        answersOf.forEach((member, its) -> OF_MEMBERS.forEach(sort -> unasked(found, "member " + member, sort, its,
                requested(factsOf.getOrDefault(member, List.of()), ended))));
        unasked(found, "the order", ACCEPTANCE, answers, facts);
        return found;
    }

    /** A cancellation lets everybody go, an acceptance those who still wait. */
    private static boolean endsAll(Answer answer) {
        return answer instanceof Answer.Accepted || answer instanceof Answer.Moved moved && moved.to() == OrderStatus.CANCELLED;
    }

    /** Without the releases that no request named the member for: those with the order, and of members who were erased. */
    private static List<RequestEvent> requested(List<RequestEvent> facts, boolean ended) {
        return facts.stream().filter(fact -> !(fact instanceof ClaimReleased released
                && (released.reason().equals(ERASED) || ended && WITH_THE_ORDER.contains(released.reason())))).toList();
    }

    private void unasked(List<String> found, String who, Sort sort, List<Answer> asked, List<RequestEvent> told) {
        long possible = requests(asked, sort.leaves().or(sort.mayLeave()).and(Answer::possible));
        long there = told.stream().filter(sort.fact()::isInstance).count();
        if (there > possible) {
            found.add("order %s, %s: %d requests, %d times %s".formatted(orderId, who, possible, there,
                    sort.fact().getSimpleName()));
        }
    }

    /** Tries of the same request count once. */
    private static long requests(List<Answer> asked, Predicate<Answer> which) {
        return asked.stream().filter(which).map(answer -> answer.call().key()).distinct().count();
    }
}
