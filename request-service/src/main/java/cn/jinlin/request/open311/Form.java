package cn.jinlin.request.open311;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import cn.jinlin.events.Location;
import cn.jinlin.request.open311.ServiceList.Attribute;

/** The fields of a request, each at most once, as the standard words their faults. */
record Form(Map<String, String[]> fields) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");
    private static final Pattern WEB = Pattern.compile("https?://[\\x21-\\x7e]{1,500}");
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST = 200;
    private static final int MOST_PLACES = 500;

    /** Empty when it is missing or blank. */
    Optional<String> text(String name) {
        String[] values = fields.get(name);
        if (values == null || values[0].isBlank()) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw Fault.wrong(name + " was given more than once.");
        }
        return Optional.of(values[0].strip());
    }

    Optional<String> text(String name, int longest) {
        return text(name).map(text -> {
            if (text.length() > longest) {
                throw Fault.wrong(name + " must have at most " + longest + " characters.");
            }
            return text;
        });
    }

    String description() {
        return text("description", LONGEST_DESCRIPTION).orElse("");
    }

    Optional<String> address() {
        return text("address_string", LONGEST);
    }

    /** An address of a picture; other schemes than the web's are refused. */
    Optional<String> mediaUrl() {
        return text("media_url").map(url -> {
            if (!WEB.matcher(url).matches()) {
                throw Fault.wrong("media_url must be an http or https URL of at most 500 characters.");
            }
            return url;
        });
    }

    /** Both of {@code lat} and {@code long}, or neither. */
    Optional<Location> location() {
        Optional<Double> latitude = degrees("lat", 90);
        Optional<Double> longitude = degrees("long", 180);
        if (latitude.isPresent() != longitude.isPresent()) {
            throw Fault.wrong("lat and long must be given together.");
        }
        return latitude.map(north -> new Location(longitude.orElseThrow(), north));
    }

    private Optional<Double> degrees(String name, int most) {
        return text(name).map(text -> {
            if (!NUMBER.matcher(text).matches() || Math.abs(Double.parseDouble(text)) > most) {
                throw Fault.wrong(name + " must be a number of degrees (WGS 84).");
            }
            return Double.parseDouble(text);
        });
    }

    Optional<Instant> moment(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException _) {
                throw Fault.wrong(name + " must be a date and time of ISO 8601 with offset, such as 2026-05-01T09:00:00+08:00.");
            }
        });
    }

    Optional<Instant> moment(Attribute attribute) {
        return moment(name(attribute));
    }

    Optional<Integer> places() {
        return text(name(Attribute.PLACES)).map(text -> {
            if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PLACES) {
                throw Fault.wrong(name(Attribute.PLACES) + " must be a whole number from 1 to " + MOST_PLACES + ".");
            }
            return Integer.parseInt(text);
        });
    }

    private static String name(Attribute attribute) {
        return "attribute[" + attribute.code() + "]";
    }
}
