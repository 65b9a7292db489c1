package cn.jinlin.registration.person;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.crypto.FieldCipher;

/**
 * Encrypts and reads who a member is. A ciphertext is bound to its member and field ({@code members/<id>/<field>}), so it
 * can't be moved to another document.
 */
@Component
public class Sealing {
    private static final String PHONES = "members/phone";
    private static final String SEATS = "members/seat";

    private final FieldCipher cipher;

    public Sealing(FieldCipher cipher) {
        this.cipher = cipher;
    }

    public Person seal(String memberId, String name, String phone) {
        return new Person(cipher.encrypt(name, context(memberId, "name")), cipher.encrypt(phone, context(memberId, "phone")),
                cipher.blindIndex(phone, PHONES));
    }

    /** What a phone is found by, under every key that may have written it. */
    public List<String> phoneIndexes(String phone) {
        return cipher.blindIndexes(phone, PHONES);
    }

    /** The same for the same person, whoever asks, and readable by nobody. */
    public String seat(String name, String phone) {
        return cipher.blindIndex(phone + '\n' + name, SEATS);
    }

    /** Whether all of it was written with the key that writes now. */
    public boolean isFresh(Person person) {
        return cipher.isFresh(person.name()) && cipher.isFresh(person.phone()) && cipher.isFreshIndex(person.phoneIndex());
    }

    /** The clear name; empty when it is erased. */
    public String name(String memberId, Optional<Person> whose) {
        return whose.map(person -> cipher.decrypt(person.name(), context(memberId, "name"))).orElse("");
    }

    /** The clear phone; empty when it is erased. */
    public String phone(String memberId, Optional<Person> whose) {
        return whose.map(person -> cipher.decrypt(person.phone(), context(memberId, "phone"))).orElse("");
    }

    private static String context(String memberId, String field) {
        return "members/" + memberId + "/" + field;
    }
}
