package cn.jinlin.supervision.exemplar;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.exemplar.Exemplar.Cause;
import cn.jinlin.supervision.exemplar.Exemplar.Evidence;
import cn.jinlin.supervision.exemplar.Exemplar.EvidenceKind;
import cn.jinlin.supervision.exemplar.Exemplar.Nomination;
import cn.jinlin.supervision.exemplar.Exemplar.Review;
import cn.jinlin.supervision.exemplar.Exemplar.Text;
import cn.jinlin.supervision.exemplar.Publication.Standing;

/** What comes in and goes out about exemplars. */
final class ExemplarBodies {
    private ExemplarBodies() {}

    record EvidenceBody(@NotNull EvidenceKind kind, @NotBlank @Size(max = 128) String id) {
        Proofs.Claimed claimed() {
            return new Proofs.Claimed(kind, id);
        }
    }

    /** @param title as long as WeChat allows */
    record NewExemplar(@NotBlank @Size(max = 64) String title, @NotBlank @Size(max = 10_000) String story,
            @Size(max = 20) @Nullable List<@NotBlank @Size(max = 64) String> memberIds, @Size(max = 64) @Nullable String unitId,
            @Pattern(regexp = "\\d{12}") @Nullable String communityId,
            @Size(min = 1, max = 50) @NotNull List<@Valid @NotNull EvidenceBody> evidence) {
        ExemplarDesk.Proposal proposal() {
            List<String> members = memberIds == null ? List.of() : memberIds.stream().distinct().toList();
            if (members.isEmpty() && unitId == null && communityId == null) {
                throw Invalid.field("memberIds", "NOBODY_NAMED");
            }
            return new ExemplarDesk.Proposal(title, story, members, Optional.ofNullable(unitId), Optional.ofNullable(communityId),
                    evidence.stream().map(EvidenceBody::claimed).distinct().toList());
        }
    }

    enum ReviewDecision {
        APPROVED, DECLINED
    }

    record ReviewBody(@NotNull ReviewDecision decision, @Size(max = 2000) @Nullable String comment) {
        /** What is declined needs a comment. */
        String reason() {
            if (decision == ReviewDecision.DECLINED && (comment == null || comment.isBlank())) {
                throw Invalid.field("comment", "REQUIRED");
            }
            return comment == null ? "" : comment;
        }
    }

    /** A consent can be taken back at any time, which is final. */
    enum ConsentDecision {
        GIVEN, REFUSED
    }

    record ConsentBody(@NotNull ConsentDecision decision) {}

    record PublicationBody(@NotNull Channel channel) {}

    record ReviewView(boolean approved, String comment, Instant at) {
        static ReviewView of(Review review) {
            return new ReviewView(review.approved(), review.comment(), review.at());
        }
    }

    record PublicationView(Channel channel, Standing standing, Optional<String> url, int failedTries, Optional<String> fault,
            Instant since) {
        static PublicationView of(Publication publication) {
            return new PublicationView(publication.channel(), publication.standing(), publication.url(), publication.tries(),
                    publication.fault(), publication.since());
        }
    }

    record WithdrawalView(Cause cause, Instant at) {}

    /** @param title with story empty once they were erased */
    record ExemplarView(String exemplarId, Office office, ExemplarStatus status, Optional<String> title, Optional<String> story,
            List<String> memberIds, Optional<String> unitId, Optional<String> communityId, List<Evidence> evidence,
            Optional<ReviewView> review, Map<String, Instant> consents, List<PublicationView> publications,
            Optional<WithdrawalView> withdrawal, Instant nominatedAt) {
        static ExemplarView of(Exemplar exemplar, Optional<Text> text) {
            Nomination about = exemplar.nomination();
            return new ExemplarView(about.exemplarId(), about.office(), exemplar.status(), text.map(Text::title),
                    text.map(Text::story), about.memberIds(), about.unitId(), about.communityId(), about.evidence(),
                    review(exemplar).map(ReviewView::of), exemplar.consents(),
                    exemplar.publications().stream().map(PublicationView::of).toList(), withdrawal(exemplar), about.at());
        }

        private static Optional<Review> review(Exemplar exemplar) {
            return switch (exemplar) {
                case Exemplar.Declined declined -> Optional.of(declined.review());
                case Exemplar.Reviewed reviewed -> Optional.of(reviewed.review());
                case Exemplar.Consented consented -> Optional.of(consented.review());
                case Exemplar.Published published -> Optional.of(published.review());
                case Exemplar.Nominated _,Exemplar.Withdrawn _ -> Optional.empty();
            };
        }

        private static Optional<WithdrawalView> withdrawal(Exemplar exemplar) {
            return exemplar instanceof Exemplar.Withdrawn withdrawn
                    ? Optional.of(new WithdrawalView(withdrawn.withdrawal().cause(), withdrawn.withdrawal().at()))
                    : Optional.empty();
        }
    }

    /** What anybody with a token reads of what is live on the feed. */
    record FeedItem(String exemplarId, Office office, String title, String story, Optional<String> unitId,
            Optional<String> communityId, Instant publishedAt) {
        static FeedItem of(Exemplar exemplar, Text text) {
            Nomination about = exemplar.nomination();
            return new FeedItem(about.exemplarId(), about.office(), text.title(), text.story(), about.unitId(),
                    about.communityId(), exemplar.publication(Channel.FEED).map(Publication::since).orElse(about.at()));
        }
    }
}
