package cn.jinlin.registration.person;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MaskTest {
    @Test
    void showsHeadAndTailOfAMobileNumber() {
        assertThat(Mask.phone("13800000001")).isEqualTo("138****0001");
    }

    @Test
    void showsNothingOfAShortNumber() {
        assertThat(Mask.phone("61234567")).isEqualTo("********");
        assertThat(Mask.phone("")).isEmpty();
    }

    @Test
    void showsTheFirstCharacterOfANameWhateverPlaneItIsOn() {
        assertThat(Mask.name("陈嘉庚")).isEqualTo("陈**");
        assertThat(Mask.name("𠮷田")).isEqualTo("𠮷**");
        assertThat(Mask.name("")).isEmpty();
    }
}
