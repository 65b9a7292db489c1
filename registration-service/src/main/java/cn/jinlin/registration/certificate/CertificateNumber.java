package cn.jinlin.registration.certificate;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

import cn.jinlin.kit.domain.Invalid;

/**
 * Twelve random characters, so that a number can't be guessed, and one that finds typing errors. Characters, weights and check
 * are those of GB 32100: no I, O, S, V, Z, and every wrong or swapped character shows.
 *
 * @param text thirteen characters without hyphens
 */
record CertificateNumber(String text) {
    static final String EXAMPLE = "7K3M-9QXD-5TPA-P";
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int RANDOM = 12;
    private static final int GROUP = 4;

    /** @param random a number from 0 to below its argument, unguessable */
    static CertificateNumber made(IntUnaryOperator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RANDOM; i++) {
            text.append(CHARACTERS.charAt(random.applyAsInt(CHARACTERS.length())));
        }
        return new CertificateNumber(text.append(check(text)).toString());
    }

    /** Reads what somebody typed: any case, with or without hyphens, look-alikes for what they look like. */
    static CertificateNumber read(String typed) {
        String text = typed.toUpperCase(Locale.ROOT).replaceAll("[ -]", "").replace('O', '0').replace('I', '1')
                .replace('Z', '2').replace('S', '5').replace('V', 'U');
        if (text.length() != RANDOM + 1 || text.chars().anyMatch(c -> CHARACTERS.indexOf(c) < 0)) {
            throw Invalid.field("number", "MALFORMED", EXAMPLE);
        }
        if (check(text.substring(0, RANDOM)) != text.charAt(RANDOM)) {
            throw Invalid.field("number", "CHECK_CHARACTER");
        }
        return new CertificateNumber(text);
    }

    /** As it is printed, in groups of four. */
    String shown() {
        return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    private static char check(CharSequence random) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < RANDOM; i++) {
            sum += CHARACTERS.indexOf(random.charAt(i)) * weight;
            weight = weight * 3 % CHARACTERS.length();
        }
        return CHARACTERS.charAt((CHARACTERS.length() - sum % CHARACTERS.length()) % CHARACTERS.length());
    }
}
