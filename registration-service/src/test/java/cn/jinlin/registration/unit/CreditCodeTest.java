package cn.jinlin.registration.unit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CreditCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91110000600037341L"})
    void verifiesCodesWhoseCheckCharacterHolds(String code) {
        assertThat(CreditCode.wellFormed(code)).isTrue();
        assertThat(CreditCode.verified(code)).isTrue();
    }

    @Test
    void keepsARealEarlyCodeUnverified() {
        assertThat(CreditCode.wellFormed("91350211M0000XUF46")).isTrue();
        assertThat(CreditCode.verified("91350211M0000XUF46")).isFalse();
    }

    @Test
    void noticesEverySingleWrongCharacter() {
        String code = "91350100M000100Y43";
        for (int at = 0; at < code.length() - 1; at++) {
            String wrong = code.substring(0, at) + (code.charAt(at) == '1' ? '2' : '1') + code.substring(at + 1);
            assertThat(CreditCode.verified(wrong)).as(wrong).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350100M000100Y4", "91350100M000100Y433", "9135010OM000100Y43", "91350100m000100y43",
        "9135010AM000100Y43", "91350100I000100Y43", "91350100M000100Y4 "})
    void refusesMalformedCodes(String code) {
        assertThat(CreditCode.wellFormed(code)).isFalse();
    }
}
