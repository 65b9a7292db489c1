package cn.jinlin.kit.test.api;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What there is to call a service about: callers of every role, each with an own scope and with somebody else's, and the
 * objects of the own one.
 */
public interface World {
    /** The {@code Authorization} header of a role; {@code own} when the objects of this world are in its scope. */
    String token(String role, boolean own);

    /** Values for fields and parameters, by name, that belong to the own scope: {@code communityId}, {@code unitId} … */
    Map<String, String> scope();

    /** Lets happen what has to have happened before the call can do its work. */
    default void prepare(Call call) {}

    /** Whether there is a value for this variable of the path, or could be made. */
    boolean makes(String variable);

    /** The value of a variable of the path, or of a field that names an object, in the own scope; null where it has none. */
    @Nullable
    String value(Call call, String variable);

    /** What examples show in the place of a text that each world has another of, beside ids and times: a code, an address. */
    default Map<String, String> shown() {
        return Map.of();
    }

    /** Names of fields of a call's answer that count what else is in the store: no two runs have the same there. */
    default Set<String> counts(Call call) {
        return Set.of();
    }

    /** Whether all that a call lists belongs to this world, which its items do not say themselves. */
    default boolean ownsAll(Call call) {
        return false;
    }

    /** The service's own time. */
    default Instant now() {
        return Instant.now();
    }

    /** A body with which the call succeeds, where its schema alone does not say enough to make one. */
    default @Nullable String body(Call call) {
        return null;
    }

    /** A file with which a call succeeds that takes something else than JSON; null for a call that is to have no example. */
    default byte @Nullable [] file(Call call) {
        return null;
    }
}
