package cn.jinlin.request.credit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.stereotype.Component;

import cn.jinlin.request.proof.ScannedCode;

/**
 * The text of a credit code: key, order, acceptance and end of life, and HMAC-SHA256 over all of it. Whatever was changed
 * in it, or signed by anybody else, does not verify. A key signs only codes that end on its own day, so the keys of past
 * days can verify nothing but what is over, and need no removal.
 */
@Component
class CreditCodes {
    static final String ALGORITHM = "HmacSHA256";
    private static final String FORM = "JL1";
    private static final int PARTS = 5;
    private static final int SIGNED_PARTS = 2;

    String write(String keyId, SecretKey key, ScannedCode code) {
        String said = String.join("|", FORM, keyId, code.orderId(), code.acceptanceId(),
                Long.toString(code.expiresAt().getEpochSecond()));
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        return text(bytes, sign(key, bytes));
    }

    private static String text(byte[] said, byte[] mac) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(said) + '.' + base64.encodeToString(mac);
    }

    /** The key that signs what ends at this moment: its day in UTC, the same for all instances, whatever their clocks say. */
    static String keyId(Instant expiresAt) {
        return expiresAt.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** What the code says; empty unless it was signed with the key of the day on which it ends. */
    Optional<ScannedCode> read(String code, Function<String, Optional<SecretKey>> keys) {
        List<String> signed = List.of(code.split("\\.", -1));
        if (signed.size() != SIGNED_PARTS) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(signed.getFirst());
            byte[] mac = Base64.getUrlDecoder().decode(signed.getLast());
            if (!text(said, mac).equals(code)) {
                return Optional.empty();
            }
            return said(said).flatMap(
                    says -> keys.apply(keyId(says.expiresAt())).filter(key -> MessageDigest.isEqual(sign(key, said), mac))
                            .map(_ -> says));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<ScannedCode> said(byte[] said) {
        List<String> parts = List.of(new String(said, StandardCharsets.UTF_8).split("\\|", -1));
        if (parts.size() != PARTS || !parts.getFirst().equals(FORM)) {
            return Optional.empty();
        }
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts.get(4)));
        return parts.get(1).equals(keyId(expiresAt))
                ? Optional.of(new ScannedCode(parts.get(2), parts.get(3), expiresAt))
                : Optional.empty();
    }

    private static byte[] sign(SecretKey key, byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }
}
