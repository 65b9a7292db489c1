package cn.jinlin.supervision.exemplar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarPublished;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.supervision.exemplar.Exemplar.Text;
import cn.jinlin.supervision.outlet.Outlet.Article;
import cn.jinlin.supervision.outlet.Outlet.Step;
import cn.jinlin.supervision.outlet.OutletFault;
import cn.jinlin.supervision.outlet.Outlets;

/**
 * Carries exemplars to their channels and back, a step at a time: takes the step for itself, calls the channel, and records
 * what it came to. A crash in between leaves the step to whoever finds it due again.
 */
@Service
class PublicationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationDesk.class);
    private static final Duration TAKEN_FOR = Duration.ofMinutes(2);
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);

    private final Exemplars exemplars;
    private final ExemplarDesk desk;
    private final Outlets outlets;
    private final Clock clock;

    PublicationDesk(Exemplars exemplars, ExemplarDesk desk, Outlets outlets, Clock clock) {
        this.exemplars = exemplars;
        this.desk = desk;
        this.outlets = outlets;
        this.clock = clock;
    }

    /** Does the step that is due, if nobody else does it. */
    void work(String exemplarId) {
        take(exemplarId).ifPresent(channel -> {
            Exemplar exemplar = exemplars.aggregates().get(exemplarId).state();
            UnaryOperator<Publication> outcome;
            try {
                outcome = step(exemplar, exemplar.publication(channel).orElseThrow());
            } catch (OutletFault e) {
                LOG.warn("exemplar {} on {}: {}", exemplarId, channel, e.getMessage());
                Instant now = clock.instant();
                outcome = each -> each.failed(String.valueOf(e.getMessage()), !e.isPassing(), now);
            }
            record(exemplarId, channel, outcome);
        });
    }

    /** The channel whose step is this caller's now. */
    private Optional<Channel> take(String exemplarId) {
        Instant now = clock.instant();
        String taken = exemplars.aggregates().execute(exemplarId, String.class, current -> {
            Optional<Publication> due = current == null
                    ? Optional.empty()
                    : current.state().publications().stream().filter(each -> each.isDue(now)).findFirst();
            if (current == null || due.isEmpty()) {
                return Outcome.unchanged("");
            }
            Channel channel = due.get().channel();
            return Outcome.changed(Change.of(current.state().with(channel, each -> each.taken(now.plus(TAKEN_FOR)))),
                    channel.name());
        }).result();
        return taken.isEmpty() ? Optional.empty() : Optional.of(Channel.valueOf(taken));
    }

    private UnaryOperator<Publication> step(Exemplar exemplar, Publication publication) {
        return switch (publication.standing()) {
            case QUEUED -> published(exemplar, publication);
            case LEAVING -> takenBack(exemplar, publication);
            case LIVE, FAILED, GONE -> each -> each;
        };
    }

    private UnaryOperator<Publication> published(Exemplar exemplar, Publication publication) {
        Text text = desk.text(exemplar).orElseThrow(() -> new IllegalStateException("nothing to publish"));
        Article article = new Article(exemplar.nomination().exemplarId(), text.title(), text.story());
        Step step = outlets.publish(publication.channel(), article, publication.ticket());
        Instant now = clock.instant();
        return switch (step) {
            case Step.Live live -> each -> each.live(live.receipt(), live.url(), now);
            case Step.Underway underway -> each -> each.underway(underway.ticket(), now.plus(BETWEEN_STEPS));
        };
    }

    private UnaryOperator<Publication> takenBack(Exemplar exemplar, Publication publication) {
        outlets.takeBack(publication.channel(), exemplar.nomination().exemplarId(), publication.receipt(), publication.ticket());
        Instant now = clock.instant();
        return each -> each.gone(now);
    }

    private void record(String exemplarId, Channel channel, UnaryOperator<Publication> outcome) {
        Instant now = clock.instant();
        exemplars.aggregates().change(exemplarId, current -> {
            Exemplar before = current.state();
            Exemplar after = before.with(channel, outcome);
            boolean appeared = after.channels().contains(channel) && !before.channels().contains(channel);
            return appeared
                    ? Change.<Exemplar, SupervisionEvent>of(after, new ExemplarPublished(exemplarId, channel, now))
                    : Change.of(after);
        });
    }
}
