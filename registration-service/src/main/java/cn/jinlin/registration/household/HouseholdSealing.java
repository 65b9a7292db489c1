package cn.jinlin.registration.household;

import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.registration.household.Household.Sealed;

/** Encrypts and reads a household's contents; each ciphertext is bound to {@code households/<id>/<field>}. */
@Component
class HouseholdSealing {
    private final FieldCipher cipher;

    HouseholdSealing(FieldCipher cipher) {
        this.cipher = cipher;
    }

    Sealed seal(String householdId, Contents plain) {
        return new Sealed(cipher.encrypt(plain.contactName(), context(householdId, "contactName")),
                plain.phone().map(phone -> cipher.encrypt(phone, context(householdId, "phone"))),
                cipher.encrypt(plain.address(), context(householdId, "address")),
                plain.needs().map(needs -> cipher.encrypt(needs, context(householdId, "needs"))));
    }

    Contents open(String householdId, Sealed sealed) {
        return new Contents(cipher.decrypt(sealed.contactName(), context(householdId, "contactName")),
                sealed.phone().map(phone -> cipher.decrypt(phone, context(householdId, "phone"))),
                cipher.decrypt(sealed.address(), context(householdId, "address")),
                sealed.needs().map(needs -> cipher.decrypt(needs, context(householdId, "needs"))));
    }

    /** Whether all of it was written with the key that writes now. */
    boolean isFresh(Sealed sealed) {
        return Stream.of(Optional.of(sealed.contactName()), sealed.phone(), Optional.of(sealed.address()), sealed.needs())
                .flatMap(Optional::stream).allMatch(cipher::isFresh);
    }

    private static String context(String householdId, String field) {
        return "households/" + householdId + "/" + field;
    }
}
