package cn.jinlin.kit.domain;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A command was refused; nothing changed. Carries no stack trace, because a refusal is an answer and not a fault. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final transient List<Object> details;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();
    private transient @Nullable Duration retryAfter;

    Refused(Refusal refusal, Object... details) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.details = List.of(details);
    }

    public Refusal refusal() {
        return refusal;
    }

    public List<Object> details() {
        return details;
    }

    /** Further members of the problem, for example {@code alternatives}. */
    public Map<String, Object> properties() {
        return properties;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Adds a member to the problem. */
    public Refused with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    /** Says when trying again makes sense; becomes {@code Retry-After}. */
    public Refused retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }
}
