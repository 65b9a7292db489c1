package cn.jinlin.registration.unit;

import java.util.regex.Pattern;

/** The unified social credit code of GB 32100-2015: 18 characters, the last of them a check character. */
final class CreditCode {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private CreditCode() {}

    static boolean wellFormed(String code) {
        return FORM.matcher(code).matches();
    }

    /** Whether the check character of a well-formed code holds; some real early codes fail it. */
    static boolean verified(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(code.charAt(i));
        }
        int check = (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
        return code.charAt(WEIGHTS.length) == ALPHABET.charAt(check);
    }
}
