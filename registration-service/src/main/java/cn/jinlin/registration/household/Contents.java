package cn.jinlin.registration.household;

import java.util.Optional;

/**
 * What a visit needs to know, in the clear.
 *
 * @param needs what the household wants, in its own words
 */
record Contents(String contactName, Optional<String> phone, String address, Optional<String> needs) {
    /** What shall be different; absent parts stay as they are, and an empty phone, or empty needs, goes. */
    record Correction(Optional<String> contactName, Optional<String> phone, Optional<String> address, Optional<String> needs) {}

    Contents corrected(Correction correction) {
        return new Contents(correction.contactName().orElse(contactName), replaced(phone, correction.phone()),
                correction.address().orElse(address), replaced(needs, correction.needs()));
    }

    private static Optional<String> replaced(Optional<String> known, Optional<String> given) {
        return given.or(() -> known).filter(text -> !text.isEmpty());
    }
}
