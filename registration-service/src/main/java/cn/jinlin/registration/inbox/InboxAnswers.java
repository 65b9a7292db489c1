package cn.jinlin.registration.inbox;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.order.KnownOrder;
import cn.jinlin.registration.order.KnownOrders;

/**
 * Messages in the reader's language. A text is filled with {0} the order's title, {1} its start, {2} its end, {3} minutes,
 * {4} the community's name, {5} a day and {6} the name of a team or post; what is not known yet is filled with its id.
 */
@Component
public class InboxAnswers {
    private static final String ORDER = "orderId";

    private final KnownOrders orders;
    private final Names names;
    private final DistrictCalendar calendar;
    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    InboxAnswers(KnownOrders orders, Names names, DistrictCalendar calendar) {
        this.orders = orders;
        this.names = names;
        this.calendar = calendar;
        texts.setBasename("inbox");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
    }

    /** @param details the ids, numbers and instants that the text speaks of, by name */
    public record MessageAnswer(String id, MessageCode code, String title, String text, Map<String, String> details,
            Instant at, boolean read) {}

    /** The messages in their order. */
    public List<MessageAnswer> of(List<Message> messages, Locale locale) {
        Map<String, KnownOrder> known = orders.byId(named(messages, ORDER));
        Map<String, String> called = names.of(messages);
        return messages.stream().map(message -> of(message, args(message, known, called, locale), locale)).toList();
    }

    private MessageAnswer of(Message message, Object[] args, Locale locale) {
        return new MessageAnswer(Long.toString(message.number()), message.code(), text(message, "title", args, locale),
                text(message, "text", args, locale), message.details(), message.at(), !message.unread());
    }

    private String text(Message message, String part, Object[] args, Locale locale) {
        return texts.getMessage(message.code() + "." + part, args, locale);
    }

    private Object[] args(Message message, Map<String, KnownOrder> known, Map<String, String> called, Locale locale) {
        Map<String, String> details = message.details();
        Optional<KnownOrder> order = Optional.ofNullable(known.get(details.getOrDefault(ORDER, "")));
        return new Object[]{order.map(KnownOrder::title).orElse(details.getOrDefault(ORDER, "")),
            time(details, "startsAt").or(() -> order.map(KnownOrder::startsAt)).map(at -> shown(at, locale)).orElse(""),
            time(details, "endsAt").or(() -> order.map(KnownOrder::endsAt)).map(at -> shown(at, locale)).orElse(""),
            details.getOrDefault("minutes", ""), called.getOrDefault(details.getOrDefault(Names.COMMUNITY, ""), ""),
            time(details, "day").map(at -> calendar.dateOf(at).toString()).orElse(""),
            called.getOrDefault(details.getOrDefault(Names.TEAM, details.getOrDefault(Names.POST, "")), ""),
            details.getOrDefault("reason", "")};
    }

    private String shown(Instant at, Locale locale) {
        String pattern = locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "d MMM HH:mm" : "M月d日 HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale).format(at.atZone(calendar.zone()));
    }

    private static Optional<Instant> time(Map<String, String> details, String name) {
        return Optional.ofNullable(details.get(name)).map(Instant::parse);
    }

    private static java.util.Set<String> named(List<Message> messages, String detail) {
        return messages.stream().flatMap(message -> Optional.ofNullable(message.details().get(detail)).stream())
                .collect(Collectors.toSet());
    }
}
