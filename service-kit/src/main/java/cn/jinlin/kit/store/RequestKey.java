package cn.jinlin.kit.store;

import java.util.List;
import java.util.Optional;

/**
 * Identifies one request across its retries. With an {@code Idempotency-Key} the same request gets the same ids again and
 * finds its own work in the aggregate; without one every request is a new one.
 *
 * @param fingerprint digest of caller and key; empty when the request has no key
 * @param ids what is made by this request, decided before the first write
 */
public record RequestKey(Optional<String> fingerprint, List<String> ids) {
    public RequestKey {
        ids = List.copyOf(ids);
    }

    /** The id of the aggregate that this request makes. */
    public String firstId() {
        return ids.getFirst();
    }

    /** A further id, {@code 0} being the first. */
    public String id(int index) {
        return ids.get(index);
    }
}
