package cn.jinlin.request.credit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.stereotype.Component;

import cn.jinlin.request.order.ScannedCode;

/**
 * The text of a credit code: key, order, acceptance and end of life, and HMAC-SHA256 over all of it. Whatever was changed
 * in it, or signed by anybody else, does not verify.
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

    /** What the code says; empty unless it was signed with a key that is known. */
    Optional<ScannedCode> read(String code, Function<String, Optional<SecretKey>> keys) {
        List<String> signed = List.of(code.split("\\.", -1));
        if (signed.size() != SIGNED_PARTS) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(signed.getFirst());
            byte[] mac = Base64.getUrlDecoder().decode(signed.getLast());
            List<String> parts = List.of(new String(said, StandardCharsets.UTF_8).split("\\|", -1));
            if (!text(said, mac).equals(code) || parts.size() != PARTS || !parts.getFirst().equals(FORM)
                    || !parts.get(1).matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.empty();
            }
            return keys.apply(parts.get(1)).filter(key -> MessageDigest.isEqual(sign(key, said), mac))
                    .map(key -> new ScannedCode(parts.get(2), parts.get(3), Instant.ofEpochSecond(Long.parseLong(parts.get(4)))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
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
