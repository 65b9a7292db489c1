package cn.jinlin.supervision.flag;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.CheckedIn;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.TickingClock;
import cn.jinlin.supervision.evidence.EvidenceFixture;
import cn.jinlin.supervision.evidence.EvidenceFixture.Happened;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Limits;
import cn.jinlin.supervision.rule.Rule;

import static org.assertj.core.api.Assertions.assertThat;

/** Flags follow from what happened, whatever it is told in; a rebuild from the topics raises the same ones. */
@EnginesTest
class FlagReplayTest {
    private static final Instant START = Instant.parse("2026-01-10T01:00:00Z");

    private static final Instant LONG_AFTER = START.plus(Duration.ofDays(300));
    private static final Limits LIMITS = new Limits(3, Duration.ofDays(90), 5, Duration.ofMinutes(2), Duration.ofMinutes(10),
            3000,
            2, 3, Duration.ofHours(24), 720, Duration.ofHours(1), Period.ofMonths(6), 5, 0.6, Duration.ofDays(90), 3);

    @Autowired
    MongoClient engines;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRebuildRaisesTheSameFlags(long seed) {
        List<Happened> story = story(seed);
        Flagging lived = new Flagging(LONG_AFTER);
        for (int i = 0; i < story.size(); i += 25) {
            lived.evidence.deliver(story.subList(i, Math.min(i + 25, story.size())));
            lived.lookUntilNothingIsDue();
        }
        Flagging rebuilt = new Flagging(LONG_AFTER);
        rebuilt.evidence.deliver(story);
        rebuilt.lookUntilNothingIsDue();
        assertThat(rebuilt.said()).isEqualTo(lived.said());
        assertThat(lived.open()).contains(Rule.ABSENT_REPEATEDLY, Rule.TOO_FAST_SCANS, Rule.ONE_DEVICE_MANY_MEMBERS,
                Rule.MOSTLY_CANCELLED, Rule.SWARMING, Rule.LEDGER_AGAINST_SCANS, Rule.NO_SERVICE,
                Rule.ACCEPTED_WITHOUT_CHECK_INS);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void disorderAndRepetitionChangeNothing(long seed) {
        List<Happened> story = story(seed);
        List<Happened> disturbed = interleaved(story, new Random(seed));
        List<Happened> again = new ArrayList<>(story.subList(0, story.size() / 2));
        Collections.shuffle(again, new Random(seed));
        disturbed.addAll(again);
        Flagging lived = new Flagging(LONG_AFTER);
        for (int i = 0; i < disturbed.size(); i += 40) {
            lived.evidence.deliver(disturbed.subList(i, Math.min(i + 40, disturbed.size())));
            lived.lookUntilNothingIsDue();
        }
        Flagging rebuilt = new Flagging(LONG_AFTER);
        rebuilt.evidence.deliver(story);
        rebuilt.lookUntilNothingIsDue();
        assertThat(lived.said()).isEqualTo(rebuilt.said());
    }

    @Test
    void timeAloneRaisesAndServiceTakesBack() {
        Flagging flagging = new Flagging(START);
        flagging.evidence.deliver(List.of(new Happened(1, START, registered("member-1"))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.said()).isEmpty();
        flagging.clock.advance(Duration.ofDays(200));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).containsExactly(Rule.NO_SERVICE);
        flagging.evidence.deliver(List.of(
                new Happened(1, flagging.clock.instant(), credit("order-1", "member-1", "device-1", flagging.clock.instant())),
                new Happened(1, flagging.clock.instant(), entry(1, "order-1", "member-1", flagging.clock.instant()))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).isEmpty();
        assertThat(flagging.statuses()).containsExactly(Flag.Status.WITHDRAWN);
    }

    @Test
    void anEntryThatComesLateTakesItsFlagBackAndOneThatNeverComesRaisesIt() {
        Flagging flagging = new Flagging(START);
        Instant now = flagging.clock.instant();
        flagging.evidence.deliver(List.of(new Happened(1, now, credit("order-1", "member-1", "device-1", now))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).isEmpty();
        flagging.clock.advance(Duration.ofHours(2));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).containsExactly(Rule.LEDGER_AGAINST_SCANS);
        flagging.evidence.deliver(List.of(new Happened(1, now, entry(1, "order-1", "member-1", now))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).isEmpty();
    }

    @Test
    void absencesThatALaterAcceptanceTakesBackTakeTheirFlagBack() {
        Flagging flagging = new Flagging(START);
        for (String order : List.of("order-1", "order-2", "order-3")) {
            flagging.evidence.deliver(List.of(new Happened(5, START,
                    accepted(order, List.of(new ServiceResult("member-1", ServiceVerdict.ABSENT, 0)), START))));
        }
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).containsExactly(Rule.ABSENT_REPEATEDLY);
        flagging.evidence.deliver(List.of(new Happened(6, START, reopened("order-3", START)), new Happened(8, START,
                accepted("order-3", List.of(new ServiceResult("member-1", ServiceVerdict.UNSATISFACTORY, 0)), START))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).isEmpty();
        assertThat(flagging.statuses()).containsExactly(Flag.Status.WITHDRAWN);
    }

    @Test
    void noticesAChainThatWasWrittenAnew() {
        Flagging flagging = new Flagging(START);
        Instant now = flagging.clock.instant();
        flagging.evidence.deliver(List.of(new Happened(1, now, credit("order-1", "member-1", "device-1", now)),
                new Happened(1, now, entry(1, "order-1", "member-1", now))));
        ServiceRecordAppended forged = entry(1, "order-1", "member-1", now);
        flagging.evidence.deliver(List.of(new Happened(2, now,
                new ServiceRecordAppended(forged.ledgerId(), forged.entryId(), forged.memberId(), forged.unitId(),
                        forged.communityId(), forged.orderId(), forged.kind(), forged.minutes(), forged.servedAt(), 1,
                        "another hash", Optional.empty()))));
        flagging.lookUntilNothingIsDue();
        assertThat(flagging.open()).containsExactly(Rule.LEDGER_REWRITTEN);
    }

    /** Aggregates in any order, each one's events in its own, as partitions keep it. */
    private static List<Happened> interleaved(List<Happened> story, Random random) {
        Map<String, Queue<Happened>> waiting = new TreeMap<>();
        story.forEach(each -> waiting.computeIfAbsent(each.event().aggregateId(), _ -> new ArrayDeque<>()).add(each));
        List<Happened> mixed = new ArrayList<>();
        while (!waiting.isEmpty()) {
            String next = List.copyOf(waiting.keySet()).get(random.nextInt(waiting.size()));
            mixed.add(waiting.get(next).remove());
            waiting.values().removeIf(Queue::isEmpty);
        }
        return mixed;
    }

    private static List<Happened> story(long seed) {
        Random random = new Random(seed);
        List<Happened> story = new ArrayList<>();
        for (int m = 0; m < 8; m++) {
            story.add(new Happened(1, START, registered("member-" + m)));
        }
        for (int o = 0; o < 60; o++) {
            String order = "order-" + o;
            Instant start = START.plus(Duration.ofHours(o * 5L));
            Instant posted = start.minus(Duration.ofDays(2));
            story.add(new Happened(1, posted, order(order, OrderStatus.OPEN, start, 0)));
            if (random.nextInt(10) < 6) {
                story.add(new Happened(2, start.minusSeconds(600), order(order, OrderStatus.CANCELLED, start, 0)));
                continue;
            }
            if (o % 4 == 0) {
                story.add(new Happened(2, posted.plus(Duration.ofDays(1)), order(order, OrderStatus.OPEN, start, 3)));
            }
            List<ServiceResult> results = new ArrayList<>();
            List<Integer> crew = new ArrayList<>(IntStream.range(0, 8).boxed().toList());
            Collections.shuffle(crew, random);
            for (int m = 0; m < 6; m++) {
                String member = "member-" + crew.get(m);
                story.add(new Happened(3 + m, posted.plusSeconds(60),
                        new OrderClaimed(order, community(order), member, Optional.of("unit-1"),
                                ClaimStatus.CLAIMED, 0, start.minusSeconds(7200))));
                boolean came = random.nextInt(3) > 0;
                if (came && random.nextInt(10) > 0) {
                    story.add(new Happened(10 + m, start,
                            new CheckedIn(order, community(order), member, start, false, random.nextInt(4) == 0)));
                }
                results.add(new ServiceResult(member, came ? ServiceVerdict.SERVED : ServiceVerdict.ABSENT, came ? 60 : 0));
                Instant scanned = start.plusSeconds(7200 + random.nextInt(900));
                if (came) {
                    story.add(new Happened(30 + m, scanned,
                            credit(order, member, "device-" + random.nextInt(3), scanned)));
                }
                if (came && random.nextInt(5) > 0) {
                    story.add(new Happened(40 + m, scanned, entry(o * 10L + m, order, member, start)));
                }
            }
            story.add(new Happened(20, start.plusSeconds(7200), accepted(order, results, start.plusSeconds(7200))));
            if (o % 5 == 0) {
                Instant later = start.plus(Duration.ofDays(2));
                List<ServiceResult> other = results.stream()
                        .map(each -> new ServiceResult(each.memberId(), ServiceVerdict.SERVED, 60)).toList();
                story.add(new Happened(60, later, reopened(order, later)));
                story.add(new Happened(61, later, accepted(order, other, later)));
            }
        }
        Instant late = START.plus(Duration.ofDays(20));
        story.add(new Happened(50, late, credit("order-far", "member-7", "device-9", late)));
        story.add(new Happened(50, late.plusSeconds(30), credit("order-near", "member-7", "device-9", late.plusSeconds(30))));
        return story;
    }

    private static OrderAccepted accepted(String order, List<ServiceResult> results, Instant at) {
        return new OrderAccepted(order, community(order), results, List.of(), at);
    }

    private static OrderReopened reopened(String order, Instant at) {
        return new OrderReopened(order, community(order), List.of(), "not clean", at);
    }

    private static String community(String order) {
        return order.hashCode() % 2 == 0 ? "350211102006" : "350211102007";
    }

    private static OrderChanged order(String order, OrderStatus status, Instant start, int claimed) {
        return new OrderChanged(order, "JL-1", community(order), Optional.empty(), "title", Category.CLEAN_HOME, start,
                start.plusSeconds(3600), new Capacity(1, 2), Audience.DISTRICT, Audience.DISTRICT, status, "OFFICER",
                Math.min(claimed, 2), Math.max(0, claimed - 2), List.of(), List.of());
    }

    private static MemberChanged registered(String member) {
        return new MemberChanged(member, MemberKind.PARTY_MEMBER, Optional.of("unit-1"), List.of(), MemberStatus.ACTIVE,
                Optional.of(new Registered("350211102006", Optional.empty(), RegistrationStatus.CONFIRMED, START)),
                Optional.empty());
    }

    private static MemberCredited credit(String order, String member, String device, Instant at) {
        return new MemberCredited(order, "credit-" + order + "-" + member, community(order), member, Optional.of("unit-1"), 60,
                at, at, false,
                Optional.of(device), Optional.empty());
    }

    private static ServiceRecordAppended entry(long number, String order, String member, Instant servedAt) {
        return new ServiceRecordAppended(member + ":2026", "entry-" + order + "-" + member, member, Optional.of("unit-1"),
                community(order),
                Optional.of(order), EntryKind.VERIFIED, 60, servedAt, number, "hash-" + order + member, Optional.empty());
    }

    /** Evidence and flags of a database of their own. */
    private final class Flagging {
        final TickingClock clock;
        final EvidenceFixture evidence;
        final FlagDesk desk;

        Flagging(Instant now) {
            clock = new TickingClock(now);
            evidence = new EvidenceFixture(engines.getDatabase("flags-" + UUID.randomUUID()), clock);
            desk = new FlagDesk(new Flags(evidence.store()), evidence.subjects(), looks(evidence), clock);
        }

        private static Looks looks(EvidenceFixture evidence) {
            return new Looks(evidence.deeds(), evidence.entries(), evidence.members(), LIMITS,
                    ZoneId.of("Asia/Shanghai"));
        }

        void lookUntilNothingIsDue() {
            List<String> due;
            do {
                due = evidence.subjects().due(clock.instant(), 1_000);
                due.forEach(desk::look);
            } while (!due.isEmpty());
        }

        /** What the open flags say, without tickets and times of looking. */
        Map<String, Evidence> said() {
            Map<String, Evidence> said = new TreeMap<>();
            all().forEach(flag -> {
                if (flag instanceof Flag.Open open) {
                    said.put(flag.about().rule() + " " + flag.about().subjectId(), open.evidence());
                }
            });
            return said;
        }

        Set<Flag.Status> statuses() {
            return all().stream().map(Flag::status).collect(Collectors.toSet());
        }

        List<Rule> open() {
            return all().stream().filter(flag -> flag.status() == Flag.Status.OPEN).map(flag -> flag.about().rule()).toList();
        }

        private List<Flag> all() {
            return desk.page(
                    new Flags.Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    0).stream().map(each -> each.state()).toList();
        }
    }
}
