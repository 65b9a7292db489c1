package cn.jinlin.supervision.exemplar;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.ExemplarWithdrawn;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.exemplar.Exemplar.Cause;
import cn.jinlin.supervision.exemplar.Exemplar.Evidence;
import cn.jinlin.supervision.exemplar.Exemplar.Nomination;
import cn.jinlin.supervision.exemplar.Exemplar.Review;
import cn.jinlin.supervision.exemplar.Exemplar.Text;
import cn.jinlin.supervision.exemplar.Exemplar.Withdrawal;
import cn.jinlin.supervision.outlet.Outlets;
import cn.jinlin.supervision.place.Targets;

/** Takes nominations, reviews and consents, sends exemplars to channels and takes them back. */
@Service
class ExemplarDesk {
    private final Exemplars exemplars;
    private final Proofs proofs;
    private final Targets targets;
    private final Outlets outlets;
    private final FieldCipher cipher;
    private final Clock clock;

    ExemplarDesk(Exemplars exemplars, Proofs proofs, Targets targets, Outlets outlets, FieldCipher cipher, Clock clock) {
        this.exemplars = exemplars;
        this.proofs = proofs;
        this.targets = targets;
        this.outlets = outlets;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What is told of whom, and what proves it. */
    record Proposal(String title, String story, List<String> memberIds, Optional<String> unitId, Optional<String> communityId,
            List<Proofs.Claimed> evidence) {}

    Versioned<Exemplar> nominate(Office office, String by, Proposal proposal, RequestKey key) {
        proofs.requireMembers(proposal.memberIds());
        proposal.unitId().ifPresent(unit -> targets.requireKnown(new Party(PartyKind.UNIT, unit)));
        proposal.communityId().ifPresent(community -> targets.requireKnown(new Party(PartyKind.COMMUNITY, community)));
        List<Evidence> evidence = proposal.evidence().stream().map(each -> proofs.proved(each, proposal.memberIds())).toList();
        String id = key.firstId();
        Text text = new Text(cipher.encrypt(proposal.title(), id + "/title"), cipher.encrypt(proposal.story(), id + "/story"));
        Nomination nomination = new Nomination(id, office, by, Optional.of(text), proposal.memberIds(), proposal.unitId(),
                proposal.communityId(), evidence, clock.instant());
        return exemplars.aggregates().create(id, key, Change.of(new Exemplar.Nominated(nomination)),
                _ -> ExemplarRefusal.EXEMPLAR_EXISTS.because());
    }

    Versioned<Exemplar> get(String exemplarId) {
        return exemplars.aggregates().get(exemplarId);
    }

    List<Versioned<Exemplar>> page(Exemplars.Query query, int limit) {
        return exemplars.page(query, limit);
    }

    /** Title and story as they were written; empty once they were erased. */
    Optional<Text> text(Exemplar exemplar) {
        String id = exemplar.nomination().exemplarId();
        return exemplar.nomination().text().map(text -> new Text(cipher.decrypt(text.title(), id + "/title"),
                cipher.decrypt(text.story(), id + "/story")));
    }

    Versioned<Exemplar> review(String exemplarId, boolean approved, String comment, String by, RequestKey key,
            LongConsumer version) {
        Review review = new Review(approved, comment, by, clock.instant());
        return change(exemplarId, key, version, exemplar -> exemplar.reviewed(review));
    }

    /** Whoever is no longer a member can't consent. */
    Versioned<Exemplar> consent(String exemplarId, String memberId, RequestKey key) {
        Instant now = clock.instant();
        if (!proofs.isActive(memberId)) {
            throw ExemplarRefusal.MEMBER_UNKNOWN.because(memberId);
        }
        return change(exemplarId, key, _ -> {}, exemplar -> exemplar.consented(memberId, now));
    }

    Versioned<Exemplar> refuse(String exemplarId, String memberId, RequestKey key) {
        Instant now = clock.instant();
        return change(exemplarId, key, _ -> {}, exemplar -> exemplar.refused(memberId, now));
    }

    Versioned<Exemplar> retract(String exemplarId, String by, RequestKey key, LongConsumer version) {
        Withdrawal withdrawal = new Withdrawal(Cause.RETRACTED, Optional.of(by), clock.instant());
        return change(exemplarId, key, version, exemplar -> exemplar.withdrawn(withdrawal));
    }

    Versioned<Exemplar> publish(String exemplarId, Channel channel, RequestKey key, LongConsumer version) {
        Instant now = clock.instant();
        if (!outlets.has(channel)) {
            throw ExemplarRefusal.CHANNEL_NOT_SET_UP.because(channel);
        }
        return change(exemplarId, key, version, exemplar -> exemplar.queued(channel, now));
    }

    /** Withdraws whatever names a member who was deleted. */
    void memberGone(String memberId) {
        Withdrawal withdrawal = new Withdrawal(Cause.MEMBER_GONE, Optional.empty(), clock.instant());
        for (Exemplar exemplar : exemplars.naming(memberId)) {
            exemplars.aggregates().execute(exemplar.nomination().exemplarId(), Boolean.class, current -> {
                if (current == null || current.state().status() == ExemplarStatus.WITHDRAWN) {
                    return Outcome.unchanged(Boolean.FALSE);
                }
                return Outcome.changed(told(current.state(), current.state().withdrawn(withdrawal), withdrawal.at()),
                        Boolean.TRUE);
            });
        }
    }

    private Versioned<Exemplar> change(String exemplarId, RequestKey key, LongConsumer version,
            UnaryOperator<Exemplar> transition) {
        Instant now = clock.instant();
        return exemplars.aggregates().execute(exemplarId, key, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("exemplar", exemplarId);
            }
            version.accept(current.version());
            Exemplar after = transition.apply(current.state());
            return after.equals(current.state())
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(told(current.state(), after, now), Boolean.TRUE);
        }).after();
    }

    /** The change, with a fact for each channel that it can no longer be read on. */
    private static Change<Exemplar, SupervisionEvent> told(Exemplar before, Exemplar after, Instant at) {
        List<Channel> still = after.channels();
        List<SupervisionEvent> facts = before.channels().stream().filter(channel -> !still.contains(channel))
                .<SupervisionEvent>map(channel -> new ExemplarWithdrawn(after.nomination().exemplarId(), channel, at)).toList();
        return new Change<>(after, facts);
    }
}
