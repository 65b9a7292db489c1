package cn.jinlin.kit.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;

/**
 * One data key: base64 of 32 random bytes ({@code openssl rand -base64 32}). It yields by HKDF-SHA256 an AES256-GCM key,
 * an AES256-SIV key and the id that stands in front of every ciphertext.
 */
final class DataKey {
    private static final int BYTES = 32;
    private static final int SIV_BYTES = 64;

    private final byte[] master;

    private DataKey(byte[] master) {
        this.master = master;
    }

    /** Reads keys joined by commas: the first one writes, all of them read. */
    static List<DataKey> parse(String keys) {
        return Stream.of(keys.split(",", -1)).map(key -> new DataKey(bytes(key.strip()))).toList();
    }

    private static byte[] bytes(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // said below, without the key
        }
        throw new UnusableDataKey("JINLIN_DATA_KEY is not base64 of exactly 32 bytes.");
    }

    /** The same for the same key, in every process. */
    int id() throws GeneralSecurityException {
        return ByteBuffer.wrap(derive("id", Integer.BYTES)).getInt();
    }

    @AccessesPartialKey
    AesGcmKey gcm() throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder().setKeySizeBytes(BYTES).setIvSizeBytes(12)
                .setTagSizeBytes(16).setVariant(AesGcmParameters.Variant.TINK).build();
        return AesGcmKey.builder().setParameters(parameters).setIdRequirement(id()).setKeyBytes(secret("gcm", BYTES))
                .build();
    }

    @AccessesPartialKey
    AesSivKey siv() throws GeneralSecurityException {
        AesSivParameters parameters = AesSivParameters.builder().setKeySizeBytes(SIV_BYTES)
                .setVariant(AesSivParameters.Variant.TINK).build();
        return AesSivKey.builder().setParameters(parameters).setIdRequirement(id())
                .setKeyBytes(secret("siv", SIV_BYTES)).build();
    }

    private SecretBytes secret(String purpose, int size) throws GeneralSecurityException {
        byte[] derived = derive(purpose, size);
        SecretBytes secret = SecretBytes.copyFrom(derived, InsecureSecretKeyAccess.get());
        Arrays.fill(derived, (byte) 0);
        return secret;
    }

    private byte[] derive(String purpose, int size) throws GeneralSecurityException {
        byte[] info = ("jinlin data key " + purpose).getBytes(StandardCharsets.UTF_8);
        return Hkdf.computeHkdf("HMACSHA256", master, new byte[0], info, size);
    }
}
