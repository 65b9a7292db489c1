package cn.jinlin.request.proof;

import java.time.Instant;
import java.util.Optional;

/** What a credit rests on, kept for later flags and never shown to members. */
public sealed interface Proof {
    Instant at();

    /**
     * The member scanned the code.
     *
     * @param device a keyed digest of the id that the app gave its device, the same for the same device
     * @param where the phone's own location, encrypted for this order and member
     * @param distanceMetres from the order's location, where both are known
     */
    record Scan(Instant at, Optional<String> device, Optional<String> where, Optional<Integer> distanceMetres) implements Proof {}

    /**
     * An officer credited somebody who has no phone.
     *
     * @param by the subject of the officer
     */
    record ByOfficer(Instant at, String by, String reason) implements Proof {}
}
