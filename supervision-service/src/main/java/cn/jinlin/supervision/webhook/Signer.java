package cn.jinlin.supervision.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

/**
 * Signs as Standard Webhooks 1.0 has it: HMAC-SHA-256 over id, timestamp and body, each joined by a dot. A receiver computes the
 * same, compares it with each of the signatures, and refuses a timestamp that is minutes old.
 */
@Component
class Signer {
    /** How a secret begins; the rest is base64 of the key. */
    static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    static String secret(byte[] key) {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The headers of a message; one signature for each secret. */
    Map<String, String> headers(String id, Instant at, byte[] body, List<String> secrets) {
        String timestamp = Long.toString(at.getEpochSecond());
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature",
                secrets.stream().map(secret -> "v1," + sign(secret, id + "." + timestamp + ".", body))
                        .collect(Collectors.joining(" ")));
    }

    private static String sign(String secret, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM));
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
