package cn.jinlin.request.credit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

import cn.jinlin.events.Location;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.request.proof.Scanned;

/**
 * Makes what is kept of a scan worthless to whoever reads the store. Devices become digests that nobody without the data
 * key can compute, so no list of device ids can be tried against them; after a rotation of the data key the same device
 * gets another digest. Locations are encrypted for their order and member.
 */
@Component
class ScanSeals {
    private static final String ALGORITHM = "HmacSHA256";
    /** 128 bits tell devices apart and keep the event short. */
    private static final int DIGEST_BYTES = 16;

    private final FieldCipher cipher;
    private final SecretKeySpec deviceKey;

    ScanSeals(FieldCipher cipher) {
        this.cipher = cipher;
        byte[] derived = cipher.blindIndex("key of device digests", "scan/device").getBytes(StandardCharsets.UTF_8);
        this.deviceKey = new SecretKeySpec(derived, ALGORITHM);
    }

    String device(String deviceId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(deviceKey);
            byte[] digest = mac.doFinal(deviceId.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is missing", e);
        }
    }

    Scanned.Here here(String orderId, String memberId, Location location) {
        String text = location.longitude() + "," + location.latitude();
        return new Scanned.Here(location, cipher.encrypt(text, context(orderId, memberId)));
    }

    static String context(String orderId, String memberId) {
        return "order/" + orderId + "/scan/" + memberId;
    }
}
