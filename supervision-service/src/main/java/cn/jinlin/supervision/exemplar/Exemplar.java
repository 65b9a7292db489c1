package cn.jinlin.supervision.exemplar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.supervision.exemplar.Publication.Standing;

/**
 * NOMINATED → REVIEWED | DECLINED; REVIEWED → CONSENTED once everybody named has consented → PUBLISHED while it can be read
 * somewhere; WITHDRAWN for good from any of them, when a consent is refused or taken back or an office retracts it.
 */
sealed interface Exemplar {
    Nomination nomination();

    List<Publication> publications();

    /**
     * What is told of whom.
     *
     * @param text title and story, encrypted, because they may name people; empty once it was withdrawn
     * @param memberIds the people whom it names
     */
    record Nomination(String exemplarId, Office office, String nominatedBy, Optional<Text> text, List<String> memberIds,
            Optional<String> unitId, Optional<String> communityId, List<Evidence> evidence, Instant at) {
        public Nomination {
            memberIds = List.copyOf(memberIds);
            evidence = List.copyOf(evidence);
        }

        Nomination erased() {
            return new Nomination(exemplarId, office, nominatedBy, Optional.empty(), memberIds, unitId, communityId, evidence,
                    at);
        }
    }

    /** Title and story as they are stored. */
    record Text(String title, String story) {}

    /** What a piece of evidence is. */
    enum EvidenceKind {
        ORDER, RECORD
    }

    /**
     * A completed order, or an entry of a service record, as it was known at the nomination.
     *
     * @param minutes of the entry
     */
    record Evidence(EvidenceKind kind, String id, String communityId, Optional<Integer> minutes, Instant at) {}

    /** What another supervisor said of it. */
    record Review(boolean approved, String comment, String by, Instant at) {}

    /** Why it was withdrawn. */
    enum Cause {
        CONSENT_REFUSED, CONSENT_TAKEN_BACK, MEMBER_GONE, RETRACTED
    }

    /** @param by the member or the token's subject; empty where nobody acted */
    record Withdrawal(Cause cause, Optional<String> by, Instant at) {}

    record Nominated(Nomination nomination) implements Exemplar {
        @Override
        public List<Publication> publications() {
            return List.of();
        }
    }

    record Declined(Nomination nomination, Review review) implements Exemplar {
        @Override
        public List<Publication> publications() {
            return List.of();
        }
    }

    /** @param consents when each member consented, by the member's id */
    record Reviewed(Nomination nomination, Review review, SortedMap<String, Instant> consents) implements Exemplar {
        @Override
        public List<Publication> publications() {
            return List.of();
        }

        private Exemplar with(String memberId, Instant at) {
            SortedMap<String, Instant> all = new TreeMap<>(consents);
            all.putIfAbsent(memberId, at);
            return whole(nomination, review, all);
        }

        static Exemplar whole(Nomination nomination, Review review, SortedMap<String, Instant> consents) {
            return consents.keySet().containsAll(nomination.memberIds())
                    ? new Consented(nomination, review, consents, List.of())
                    : new Reviewed(nomination, review, consents);
        }
    }

    record Consented(Nomination nomination, Review review, SortedMap<String, Instant> consents,
            List<Publication> publications) implements Exemplar {
        public Consented {
            publications = List.copyOf(publications);
        }
    }

    record Published(Nomination nomination, Review review, SortedMap<String, Instant> consents,
            List<Publication> publications) implements Exemplar {
        public Published {
            publications = List.copyOf(publications);
        }
    }

    record Withdrawn(Nomination nomination, Withdrawal withdrawal, List<Publication> publications) implements Exemplar {
        public Withdrawn {
            publications = List.copyOf(publications);
        }
    }

    default Exemplar reviewed(Review review) {
        return switch (this) {
            case Nominated nominated -> {
                if (nominated.nomination.nominatedBy().equals(review.by())) {
                    throw ExemplarRefusal.REVIEW_BY_NOMINATOR.because();
                }
                yield review.approved()
                        ? Reviewed.whole(nominated.nomination, review, new TreeMap<>())
                        : new Declined(nominated.nomination, review);
            }
            case Withdrawn _ -> throw ExemplarRefusal.EXEMPLAR_WITHDRAWN.because();
            case Declined _,Reviewed _,Consented _,Published _ -> throw ExemplarRefusal.ALREADY_REVIEWED.because();
        };
    }

    /** A member who is named consents; once more changes nothing. */
    default Exemplar consented(String memberId, Instant at) {
        requireNamed(memberId);
        return switch (this) {
            case Reviewed reviewed -> reviewed.with(memberId, at);
            case Consented _,Published _ -> this;
            case Nominated _ -> throw ExemplarRefusal.NOT_REVIEWED.because();
            case Declined _ -> throw ExemplarRefusal.EXEMPLAR_DECLINED.because();
            case Withdrawn _ -> throw ExemplarRefusal.EXEMPLAR_WITHDRAWN.because();
        };
    }

    /** A member who is named does not, or no longer, consent; also before the review. Once more changes nothing. */
    default Exemplar refused(String memberId, Instant at) {
        requireNamed(memberId);
        Cause cause = switch (this) {
            case Reviewed reviewed when reviewed.consents.containsKey(memberId) -> Cause.CONSENT_TAKEN_BACK;
            case Consented _,Published _ -> Cause.CONSENT_TAKEN_BACK;
            case Nominated _,Reviewed _,Declined _,Withdrawn _ -> Cause.CONSENT_REFUSED;
        };
        return this instanceof Withdrawn ? this : withdrawn(new Withdrawal(cause, Optional.of(memberId), at));
    }

    /** Taken back from every channel, and the text erased. */
    default Exemplar withdrawn(Withdrawal withdrawal) {
        if (this instanceof Withdrawn) {
            throw ExemplarRefusal.EXEMPLAR_WITHDRAWN.because();
        }
        return new Withdrawn(nomination().erased(), withdrawal,
                publications().stream().map(each -> each.leaving(withdrawal.at())).toList());
    }

    /** Goes to a channel; once more after it failed there. */
    default Exemplar queued(Channel channel, Instant at) {
        return switch (this) {
            case Consented _,Published _ -> {
                publication(channel).filter(each -> each.standing() != Standing.FAILED).ifPresent(_ -> {
                    throw ExemplarRefusal.ALREADY_PUBLISHED.because(channel);
                });
                List<Publication> all = new ArrayList<>(publications());
                all.removeIf(each -> each.channel() == channel);
                all.add(Publication.queued(channel, at));
                yield with(all);
            }
            case Nominated _ -> throw ExemplarRefusal.NOT_REVIEWED.because();
            case Declined _ -> throw ExemplarRefusal.EXEMPLAR_DECLINED.because();
            case Reviewed _ -> throw ExemplarRefusal.CONSENT_MISSING.because();
            case Withdrawn _ -> throw ExemplarRefusal.EXEMPLAR_WITHDRAWN.because();
        };
    }

    /** What a channel's step came to. */
    default Exemplar with(Channel channel, UnaryOperator<Publication> step) {
        return with(publications().stream().map(each -> each.channel() == channel ? step.apply(each) : each).toList());
    }

    private Exemplar with(List<Publication> publications) {
        boolean live = publications.stream().anyMatch(each -> each.standing() == Standing.LIVE);
        return switch (this) {
            case Consented now -> passedOn(now.nomination, now.review, now.consents, publications, live);
            case Published now -> passedOn(now.nomination, now.review, now.consents, publications, live);
            case Withdrawn now -> new Withdrawn(now.nomination, now.withdrawal, publications);
            case Nominated _,Declined _,Reviewed _ -> this;
        };
    }

    private static Exemplar passedOn(Nomination nomination, Review review, SortedMap<String, Instant> consents,
            List<Publication> publications, boolean live) {
        return live
                ? new Published(nomination, review, consents, publications)
                : new Consented(nomination, review, consents, publications);
    }

    default Optional<Publication> publication(Channel channel) {
        return publications().stream().filter(each -> each.channel() == channel).findFirst();
    }

    /** Who consented so far and when. */
    default Map<String, Instant> consents() {
        return switch (this) {
            case Reviewed reviewed -> reviewed.consents;
            case Consented consented -> consented.consents;
            case Published published -> published.consents;
            case Nominated _,Declined _,Withdrawn _ -> Map.of();
        };
    }

    /** Where it can be read now. */
    default List<Channel> channels() {
        return publications().stream().filter(each -> each.standing() == Standing.LIVE).map(Publication::channel).sorted()
                .toList();
    }

    /** When the next step of a publication is due. */
    default Optional<Instant> dueAt() {
        return publications().stream().flatMap(each -> each.dueAt().stream()).min(Instant::compareTo);
    }

    default ExemplarStatus status() {
        return switch (this) {
            case Nominated _ -> ExemplarStatus.NOMINATED;
            case Declined _ -> ExemplarStatus.DECLINED;
            case Reviewed _ -> ExemplarStatus.REVIEWED;
            case Consented _ -> ExemplarStatus.CONSENTED;
            case Published _ -> ExemplarStatus.PUBLISHED;
            case Withdrawn _ -> ExemplarStatus.WITHDRAWN;
        };
    }

    default ExemplarChanged changed() {
        Nomination about = nomination();
        return new ExemplarChanged(about.exemplarId(), about.office(), about.memberIds(), about.unitId(), about.communityId(),
                status(), channels());
    }

    private void requireNamed(String memberId) {
        if (!nomination().memberIds().contains(memberId)) {
            throw ExemplarRefusal.NOT_NAMED.because();
        }
    }
}
