package cn.jinlin.registration.member;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.person.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Random lives of registrations, held against a model of a status and a community for each kind. */
class RegistrationLifeTest {
    private static final List<String> COMMUNITIES = List.of("350211102006", "350211102007", "350211102008");
    private static final List<String> UNITS = List.of("tax", "post");
    private static final int STEPS = 2_000;

    /** What the model knows of one registration. */
    private record Model(RegistrationStatus status, String communityId, Instant begun) {}

    private final Map<RegistrationKind, Model> model = new EnumMap<>(RegistrationKind.class);
    private Member member = Member.made("m", MemberKind.PARTY_MEMBER, new Person("n", "p", "i"), Optional.of("tax"), List.of());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_260_516, -7})
    void everyLifeIsTheModels(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(24 * 40)));
            runOut();
            step(random);
            for (RegistrationKind kind : RegistrationKind.values()) {
                Optional<Registration> is = member.registrations().of(kind);
                assertThat(is.map(Registration::status)).as("seed %d step %d", seed, i)
                        .isEqualTo(Optional.ofNullable(model.get(kind)).map(Model::status));
                assertThat(is.map(one -> one.place().communityId()))
                        .isEqualTo(Optional.ofNullable(model.get(kind)).map(Model::communityId));
            }
            assertThat(member.registrations().history()).hasSizeLessThanOrEqualTo(Registrations.REMEMBERED);
        }
    }

    private void runOut() {
        member = member.runOut(now);
        model.replaceAll((kind, was) -> was.status() == RegistrationStatus.CONFIRMED && !end(was).isAfter(now)
                ? new Model(RegistrationStatus.PENDING, was.communityId(), now)
                : was);
    }

    private static Instant end(Model confirmed) {
        return confirmed.begun().atOffset(java.time.ZoneOffset.UTC).plusYears(1).toInstant();
    }

    private void step(Random random) {
        RegistrationKind kind = RegistrationKind.values()[random.nextInt(2)];
        String community = COMMUNITIES.get(random.nextInt(COMMUNITIES.size()));
        Model was = model.get(kind);
        boolean live = was != null
                && (was.status() == RegistrationStatus.PENDING || was.status() == RegistrationStatus.CONFIRMED);
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                member = member.report(kind, new Place(community, Optional.empty()), now);
                if (!live || !was.communityId().equals(community)) {
                    model.put(kind, new Model(RegistrationStatus.PENDING, community, now));
                }
            }
            case 2 -> decide(kind, community, random.nextBoolean(), live ? was : null);
            case 3 -> allowed(live, () -> member = member.withdraw(kind, now),
                    () -> model.put(kind, new Model(RegistrationStatus.WITHDRAWN, was.communityId(), now)));
            default -> transfer(UNITS.get(random.nextInt(UNITS.size())));
        }
    }

    private void decide(RegistrationKind kind, String community, boolean yes, Model live) {
        boolean open = live != null && live.communityId().equals(community) && (live.status() == RegistrationStatus.PENDING
                || !now.isBefore(end(live).minus(Duration.ofDays(60))));
        Member.Verdict verdict = new Member.Verdict(yes ? Member.Decision.CONFIRMED : Member.Decision.REJECTED, Optional.empty(),
                "officer");
        allowed(open, () -> member = member.decide(kind, community, verdict, now), () -> model.put(kind,
                new Model(yes ? RegistrationStatus.CONFIRMED : RegistrationStatus.REJECTED, community, now)));
    }

    private void transfer(String unit) {
        Model work = model.get(RegistrationKind.UNIT_COMMUNITY);
        if (!member.unitId().orElseThrow().equals(unit) && work != null
                && (work.status() == RegistrationStatus.PENDING || work.status() == RegistrationStatus.CONFIRMED)) {
            model.put(RegistrationKind.UNIT_COMMUNITY, new Model(RegistrationStatus.WITHDRAWN, work.communityId(), now));
        }
        member = member.transfer(unit, now);
    }

    /** The step has to be refused exactly when the model does not allow it. */
    private static void allowed(boolean expected, Runnable step, Runnable then) {
        boolean done = true;
        try {
            step.run();
        } catch (Refused refused) {
            done = false;
        }
        assertThat(done).isEqualTo(expected);
        if (done) {
            then.run();
        }
    }
}
