package cn.jinlin.kit.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;

/**
 * Encrypts single fields. The context (for example {@code member/<id>/phone}) is bound to the text: what was written for
 * one context can't be read for another, so ciphertexts can't be moved between documents.
 *
 * <p>All results are URL-safe base64 and begin with the key's id, so old text stays readable after a rotation.
 */
public final class FieldCipher {
    private static final int MARK_BYTES = 5;

    private final Aead aead;
    private final List<DeterministicAead> indexes;
    private final byte[] freshMark;
    private final byte[] freshIndexMark;

    /** @param dataKeys base64 of 32 bytes each, joined by commas; the first one writes, all of them read */
    public FieldCipher(String dataKeys) {
        List<DataKey> keys = DataKey.parse(dataKeys);
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            aead = aead(keys);
            indexes = indexes(keys);
            freshMark = mark(aead.encrypt(new byte[0], new byte[0]));
            freshIndexMark = mark(indexes.getFirst().encryptDeterministically(new byte[0], new byte[0]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The data keys can't be used together.", e);
        }
    }

    private static Aead aead(List<DataKey> keys) throws GeneralSecurityException {
        List<Key> gcm = new ArrayList<>();
        for (DataKey key : keys) {
            gcm.add(key.gcm());
        }
        return keyset(gcm).getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static List<DeterministicAead> indexes(List<DataKey> keys) throws GeneralSecurityException {
        List<DeterministicAead> made = new ArrayList<>();
        for (DataKey key : keys) {
            made.add(keyset(List.of(key.siv())).getPrimitive(RegistryConfiguration.get(), DeterministicAead.class));
        }
        return List.copyOf(made);
    }

    private static KeysetHandle keyset(List<Key> keys) throws GeneralSecurityException {
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        for (Key key : keys) {
            KeysetHandle.Builder.Entry entry = KeysetHandle.importKey(key);
            keyset.addEntry(keyset.size() == 0 ? entry.makePrimary() : entry);
        }
        return keyset.build();
    }

    /** A different result at every call. */
    public String encrypt(String plain, String context) {
        try {
            return encode(aead.encrypt(utf8(plain), utf8(context)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed.", e);
        }
    }

    /** @throws UnreadableField when the text was altered, was written for another context, or its key is not known */
    public String decrypt(String stored, String context) {
        try {
            return new String(aead.decrypt(Base64.getUrlDecoder().decode(stored), utf8(context)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableField(e);
        }
    }

    /** As {@link #encrypt}, for what is no text and is kept as bytes. */
    public byte[] seal(byte[] plain, String context) {
        try {
            return aead.encrypt(plain, utf8(context));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed.", e);
        }
    }

    /** @throws UnreadableField when the bytes were altered, were sealed for another context, or their key is not known */
    public byte[] open(byte[] sealed, String context) {
        try {
            return aead.decrypt(sealed, utf8(context));
        } catch (GeneralSecurityException e) {
            throw new UnreadableField(e);
        }
    }

    /** The same result for the same text and context: for search by equality. Use a context that all documents share. */
    public String blindIndex(String plain, String context) {
        return blindIndexes(plain, context).getFirst();
    }

    /** The blind index under every known key, the writing one first: search with {@code $in} while keys rotate. */
    public List<String> blindIndexes(String plain, String context) {
        List<String> found = new ArrayList<>();
        for (DeterministicAead index : indexes) {
            try {
                found.add(encode(index.encryptDeterministically(utf8(plain), utf8(context))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Encryption failed.", e);
            }
        }
        return List.copyOf(found);
    }

    /** Whether this was encrypted with the key that writes now. */
    public boolean isFresh(String stored) {
        return Arrays.equals(mark(Base64.getUrlDecoder().decode(stored)), freshMark);
    }

    /** Whether this blind index was made with the key that writes now. */
    public boolean isFreshIndex(String stored) {
        return Arrays.equals(mark(Base64.getUrlDecoder().decode(stored)), freshIndexMark);
    }

    /** What every text under the same key begins with. */
    private static byte[] mark(byte[] stored) {
        return Arrays.copyOf(stored, MARK_BYTES);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
