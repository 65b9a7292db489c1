package cn.jinlin.request.credit;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/**
 * The signing keys, a new one each day, made by whoever needs it first and known to all instances. An instance remembers
 * the latest few; the others are read again in the rare case that somebody shows a code of theirs.
 */
@Repository
class CreditKeys {
    /** Around midnight two days sign; one more does no harm. */
    static final int REMEMBERED = 3;

    private static final AggregateType<CreditKey, RequestEvent> TYPE = new AggregateType<>("credit key", "creditKeys",
            CreditKey.class, RequestEvent.TOPIC, key -> Optional.empty(), key -> Map.of(), List.of());

    private final Aggregates<CreditKey, RequestEvent> keys;
    private final FieldCipher cipher;
    private final ConcurrentSkipListMap<String, SecretKey> known = new ConcurrentSkipListMap<>();

    CreditKeys(Store store, FieldCipher cipher) {
        this.keys = store.aggregates(TYPE);
        this.cipher = cipher;
    }

    /** The key to sign with; made of fresh random bytes when there is none yet. */
    SecretKey toSign(String keyId, Supplier<byte[]> fresh) {
        SecretKey cached = known.get(keyId);
        return cached != null ? cached : remember(make(keyId, fresh.get()));
    }

    /** The key to verify with; empty when nobody ever signed with it. */
    Optional<SecretKey> toVerify(String keyId) {
        SecretKey cached = known.get(keyId);
        return cached != null ? Optional.of(cached) : keys.find(keyId).map(Versioned::state).map(this::remember);
    }

    private CreditKey make(String keyId, byte[] fresh) {
        CreditKey made = new CreditKey(keyId, cipher.encrypt(Base64.getEncoder().encodeToString(fresh), context(keyId)));
        return keys.execute(keyId, Boolean.class, current -> current == null
                ? Outcome.changed(Change.of(made), Boolean.TRUE)
                : Outcome.unchanged(Boolean.FALSE)).after().state();
    }

    private SecretKey remember(CreditKey key) {
        byte[] bytes = Base64.getDecoder().decode(cipher.decrypt(key.sealed(), context(key.keyId())));
        SecretKey secret = new SecretKeySpec(bytes, CreditCodes.ALGORITHM);
        known.put(key.keyId(), secret);
        while (known.size() > REMEMBERED) {
            known.pollFirstEntry();
        }
        return secret;
    }

    /** How many keys this instance has at hand. */
    int remembered() {
        return known.size();
    }

    private static String context(String keyId) {
        return "creditKey/" + keyId;
    }
}
