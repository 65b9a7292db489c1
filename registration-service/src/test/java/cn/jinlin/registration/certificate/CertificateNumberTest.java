package cn.jinlin.registration.certificate;

import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.Invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificateNumberTest {
    private final Random random = new Random(4_710);

    @Test
    void readsWhatItShowsHoweverItIsTyped() {
        for (int i = 0; i < 500; i++) {
            CertificateNumber number = CertificateNumber.made(random::nextInt);

            assertThat(number.shown()).matches("([0-9A-Y]{4}-){3}[0-9A-Y]");
            assertThat(CertificateNumber.read(number.shown())).isEqualTo(number);
            assertThat(CertificateNumber.read(number.text().toLowerCase().replace('0', 'o').replace('1', 'i')))
                    .isEqualTo(number);
        }
        assertThat(CertificateNumber.read(CertificateNumber.EXAMPLE).shown()).isEqualTo(CertificateNumber.EXAMPLE);
    }

    @Test
    void noticesEveryWrongAndEverySwappedCharacter() {
        String characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (int i = 0; i < 100; i++) {
            String text = CertificateNumber.made(random::nextInt).text();
            for (int at = 0; at < text.length(); at++) {
                char other = characters.charAt((characters.indexOf(text.charAt(at)) + 1 + random.nextInt(30)) % 31);
                refuses(text.substring(0, at) + other + text.substring(at + 1));
                if (at > 0 && at < text.length() - 1 && text.charAt(at) != text.charAt(at - 1)) {
                    refuses(text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1));
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text : new String[]{"", "7K3M", "7K3M-9QXD-5TPA-UU", "７K3M9QXD5TPAU", "7K3M9QXD5TP!U"}) {
            refuses(text);
        }
    }

    private static void refuses(String text) {
        assertThatThrownBy(() -> CertificateNumber.read(text)).as(text).isInstanceOf(Invalid.class);
    }
}
