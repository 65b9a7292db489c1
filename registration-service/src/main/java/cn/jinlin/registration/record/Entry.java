package cn.jinlin.registration.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent.EntryKind;

/**
 * One line of a ledger.
 *
 * @param number its place in its ledger, from 1
 * @param hash the digest over the previous line's hash and all of this line but its hash and free text
 */
public record Entry(long number, Facts facts, Optional<Reason> reason, String hash) {
    /** What is not there can't be read as a line. */
    public Entry {
        Objects.requireNonNull(facts);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(hash);
    }

    /** What the digest of a line begins with; another form of it gets another name. */
    static final String FORM = "jinlin-ledger-1";

    /**
     * What an entry says.
     *
     * @param minutes served minutes; negative for VOID
     * @param unitId the member's unit when it was entered
     * @param voids the entry that a VOID takes back
     */
    public record Facts(String entryId, EntryKind kind, int minutes, Instant servedAt, Instant enteredAt, String communityId,
            Optional<String> orderId, Optional<String> unitId, Optional<String> voids) {
        public Facts {
            Stream.of(entryId, kind, servedAt, enteredAt, communityId, orderId, unitId, voids).forEach(Objects::requireNonNull);
        }
    }

    /**
     * Who entered it by hand and why. The chain holds the digest alone, so {@code plain} can be erased and the chain stays
     * whole.
     *
     * @param digest SHA-256 over the fields of {@code plain} in their order, written as the line's own are
     */
    public record Reason(Optional<Plain> plain, String digest) {
        public Reason {
            Objects.requireNonNull(plain);
            Objects.requireNonNull(digest);
        }

        /**
         * @param salt unguessable, so that a short text can't be found from its digest
         * @param by the officer, as the token names it
         */
        public record Plain(String salt, String by, String text) {
            public Plain {
                Stream.of(salt, by, text).forEach(Objects::requireNonNull);
            }

            private String digest() {
                return sha256(netstrings(List.of(salt, by, text)));
            }
        }

        static Reason of(String salt, String by, String text) {
            Plain plain = new Plain(salt, by, text);
            return new Reason(Optional.of(plain), plain.digest());
        }

        boolean whole() {
            return plain.stream().allMatch(read -> read.digest().equals(digest));
        }
    }

    static Entry chained(String ledgerId, String previousHash, long number, Facts facts, Optional<Reason> reason) {
        return new Entry(number, facts, reason, digest(ledgerId, previousHash, number, facts, reason));
    }

    Entry erased() {
        return new Entry(number, facts, reason.map(was -> new Reason(Optional.empty(), was.digest())), hash);
    }

    /** Whether the line is what was written after a line of this hash. */
    boolean follows(String ledgerId, String previousHash, long previousNumber) {
        return number == previousNumber + 1 && reason.stream().allMatch(Reason::whole)
                && digest(ledgerId, previousHash, number, facts, reason).equals(hash);
    }

    /**
     * SHA-256, lower-case hex, over the UTF-8 bytes of these fields in this order, each written as
     * {@code <length in bytes>:<field>,}: form, previous hash, ledger, number, entry, kind, minutes, served at, entered at,
     * community, order, unit, voided entry, digest of the free text. An absent field is empty; instants are ISO 8601 in UTC.
     */
    private static String digest(String ledgerId, String previousHash, long number, Facts facts, Optional<Reason> reason) {
        return sha256(netstrings(List.of(FORM, previousHash, ledgerId, Long.toString(number), facts.entryId(),
                facts.kind().name(), Integer.toString(facts.minutes()), facts.servedAt().toString(),
                facts.enteredAt().toString(), facts.communityId(), facts.orderId().orElse(""), facts.unitId().orElse(""),
                facts.voids().orElse(""), reason.map(Reason::digest).orElse(""))));
    }

    private static String netstrings(List<String> fields) {
        StringBuilder all = new StringBuilder();
        fields.forEach(field -> all.append(field.getBytes(StandardCharsets.UTF_8).length).append(':').append(field).append(','));
        return all.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
