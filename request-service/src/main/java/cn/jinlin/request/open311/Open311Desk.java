package cn.jinlin.request.open311;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.client.Client;
import cn.jinlin.request.demand.DemandDesk;
import cn.jinlin.request.demand.DemandDesk.Selection;
import cn.jinlin.request.demand.DemandDesk.Taken;
import cn.jinlin.request.demand.Wish;
import cn.jinlin.request.directory.Community;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.open311.ServiceList.Attribute;
import cn.jinlin.request.proof.Distance;
import cn.jinlin.request.terms.Terms;

/** Turns requests into demands, for the community whose point is nearest, and finds them again. */
@Service
@EnableConfigurationProperties(Open311Settings.class)
class Open311Desk {
    /** The standard's: of a list without dates, and of the longest that may be asked for. */
    static final Duration WINDOW = Duration.ofDays(90);
    static final int MOST_ROWS = 1_000;
    /** So long an officer has to look at a demand whose sender named no time. */
    private static final int DAYS_TO_LOOK = 7;
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final int PLACES = 5;
    private static final int TITLE = 60;

    private final DemandDesk demands;
    private final Directory directory;
    private final Open311Settings settings;
    private final Clock clock;

    Open311Desk(DemandDesk demands, Directory directory, Open311Settings settings, Clock clock) {
        this.demands = demands;
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
    }

    static String source(Client client) {
        return "OPEN311:" + client.clientId();
    }

    /** The same request of the same day is taken for a repetition, as callers repeat what was not answered. */
    Taken take(Client client, Category category, Form form, RequestKey key) {
        Optional<Location> location = form.location();
        Community community = community(form, location);
        if (!client.mayPost(community.communityId(), category)) {
            throw Fault.key("This key is not for requests of this service at this place.");
        }
        Wish wish = new Wish(source(client), Optional.empty(), community.communityId(), terms(category, form, location),
                form.address(), form.mediaUrl());
        String sameDay = LocalDate.ofInstant(clock.instant(), settings.zone()) + "/" + wish.digest();
        return demands.take(key, wish.named(sameDay));
    }

    private Community community(Form form, Optional<Location> location) {
        if (location.isPresent()) {
            return nearest(location.get());
        }
        String id = form.text("address_id").orElseThrow(
                () -> Fault.wrong("A place is needed: lat and long, or address_id with the code of a community."));
        return directory.community(id).orElseThrow(() -> Fault.wrong("address_id is the code of no community here."));
    }

    private Community nearest(Location place) {
        return directory.communities().stream().filter(community -> community.location().isPresent())
                .filter(community -> metres(community, place) <= settings.reachMetres())
                .min(Comparator.comparingDouble((Community community) -> metres(community, place))
                        .thenComparing(Community::communityId))
                .orElseThrow(() -> Fault.wrong("The place is outside the district."));
    }

    private static double metres(Community community, Location place) {
        return Distance.metres(community.location().orElseThrow(), place);
    }

    private Terms terms(Category category, Form form, Optional<Location> location) {
        Instant start = form.moment(Attribute.STARTS_AT).orElseGet(this::morning);
        Instant end = form.moment(Attribute.ENDS_AT).orElse(start.plus(LENGTH));
        int places = form.places().orElse(category == Category.MICRO_WISH ? 1 : PLACES);
        String description = form.description();
        return new Terms(Optional.empty(), location, title(category, description), description, category, start, end,
                new Capacity(1, places), Audience.DISTRICT, Optional.empty());
    }

    private Instant morning() {
        return LocalDate.ofInstant(clock.instant(), settings.zone()).plusDays(DAYS_TO_LOOK).atTime(MORNING)
                .atZone(settings.zone()).toInstant();
    }

    private static String title(Category category, String description) {
        String line = description.lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst().orElse("");
        String name = ServiceList.name(category);
        return line.isEmpty()
                ? name
                : name + "："
                        + line.substring(0, line.offsetByCodePoints(0, Math.min(TITLE, line.codePointCount(0, line.length()))));
    }

    /** What a list is asked for. */
    record Wanted(List<Category> categories, Optional<Boolean> ended, Optional<Instant> from, Optional<Instant> to) {}

    /** The newest first; those of the last 90 days unless dates are given, and 1,000 at most. */
    List<Taken> list(Client client, Wanted wanted) {
        Instant to = wanted.to().or(() -> wanted.from().map(from -> from.plus(WINDOW)))
                .orElseGet(() -> clock.instant().plusMillis(1));
        Instant from = wanted.from().orElseGet(() -> to.minus(WINDOW));
        if (from.isAfter(to) || Duration.between(from, to).compareTo(WINDOW) > 0) {
            throw Fault.wrong("start_date must come before end_date, by 90 days at most.");
        }
        List<Optional<Category>> each = wanted.categories().isEmpty()
                ? List.of(Optional.empty())
                : wanted.categories().stream().distinct().map(Optional::of).toList();
        return each.stream()
                .flatMap(category -> demands.list(new Selection(source(client), category, wanted.ended(), Optional.of(from),
                        Optional.of(to), Optional.empty()), MOST_ROWS).stream())
                .sorted(Comparator.comparing((Taken taken) -> taken.demand().at()).reversed()).limit(MOST_ROWS).toList();
    }

    Taken get(Client client, String requestId) {
        return demands.get(source(client), requestId);
    }

    /** Whose name stands as the agency. */
    String agency(String communityId) {
        return directory.community(communityId).map(Community::name).orElse(communityId);
    }
}
