package cn.jinlin.kit.crypto;

import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import cn.jinlin.kit.UnfitSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FieldCipherTest {
    private static final String OLD = key('a');
    private static final String NEW = key('b');

    private final FieldCipher cipher = new FieldCipher(OLD);

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13800000001", "陈𠮷", "a\nb"})
    void readsWhatItWrote(String plain) {
        assertThat(cipher.decrypt(cipher.encrypt(plain, "member/1/phone"), "member/1/phone")).isEqualTo(plain);
    }

    @Test
    void writesTheSameTextDifferentlyEachTime() {
        assertThat(cipher.encrypt("13800000001", "c")).isNotEqualTo(cipher.encrypt("13800000001", "c"))
                .matches("[A-Za-z0-9_-]+");
    }

    @Test
    void bindsTheTextToItsContext() {
        String stored = cipher.encrypt("13800000001", "member/1/phone");
        assertThatThrownBy(() -> cipher.decrypt(stored, "member/2/phone")).isInstanceOf(UnreadableField.class);
    }

    @Test
    void opensWhatItSealedAndNothingElse() {
        byte[] plain = {0, 1, -1, 65};
        byte[] sealed = cipher.seal(plain, "uploads/1");
        assertThat(cipher.open(sealed, "uploads/1")).isEqualTo(plain);
        assertThatThrownBy(() -> cipher.open(sealed, "uploads/2")).isInstanceOf(UnreadableField.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> cipher.open(sealed, "uploads/1")).isInstanceOf(UnreadableField.class);
    }

    @Test
    void noticesEveryAlteration() {
        byte[] stored = Base64.getUrlDecoder().decode(cipher.encrypt("13800000001", "c"));
        for (int i = 0; i < stored.length; i++) {
            byte[] altered = stored.clone();
            altered[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
            assertThatThrownBy(() -> cipher.decrypt(text, "c")).isInstanceOf(UnreadableField.class);
        }
        for (String garbage : List.of("", "x", "???", "AAAA")) {
            assertThatThrownBy(() -> cipher.decrypt(garbage, "c")).isInstanceOf(UnreadableField.class)
                    .hasMessageNotContaining("13800000001");
        }
    }

    @Test
    void findsEqualTextsByTheirBlindIndex() {
        String index = cipher.blindIndex("13800000001", "member/phone");
        assertThat(new FieldCipher(OLD).blindIndex("13800000001", "member/phone")).isEqualTo(index);
        assertThat(cipher.blindIndex("13800000002", "member/phone")).isNotEqualTo(index);
        assertThat(cipher.blindIndex("13800000001", "household/phone")).isNotEqualTo(index);
    }

    @Test
    void readsOldTextAfterTheKeyWasChanged() {
        String stored = cipher.encrypt("13800000001", "c");
        FieldCipher rotated = new FieldCipher(NEW + ", " + OLD);
        assertThat(rotated.decrypt(stored, "c")).isEqualTo("13800000001");
        String fresh = rotated.encrypt("13800000001", "c");
        assertThat(new FieldCipher(NEW).decrypt(fresh, "c")).isEqualTo("13800000001");
        assertThatThrownBy(() -> cipher.decrypt(fresh, "c")).isInstanceOf(UnreadableField.class);
        assertThat(rotated.blindIndexes("1", "c")).containsExactly(new FieldCipher(NEW).blindIndex("1", "c"),
                cipher.blindIndex("1", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "????", "YQ=="})
    void refusesOtherKeysWithoutShowingThem(String key) {
        assertThatThrownBy(() -> new FieldCipher(key)).isInstanceOf(UnfitSetting.class)
                .hasMessage("JINLIN_DATA_KEY is not base64 of exactly 32 bytes.");
        assertThatThrownBy(() -> new FieldCipher(OLD + "," + key)).isInstanceOf(UnfitSetting.class);
    }

    @Test
    void takesThePublicKeyInDevelopmentAlone() {
        for (String profile : List.of("embedded", "dev-tokens", "test")) {
            assertThat(DataKeySetting.of(profiles(profile))).isEqualTo(DataKeySetting.DEVELOPMENT_KEY);
        }
        assertThatThrownBy(() -> DataKeySetting.of(profiles())).isInstanceOf(UnfitSetting.class);
        assertThatThrownBy(() -> DataKeySetting.of(profiles("production"))).isInstanceOf(UnfitSetting.class);
        assertThatThrownBy(() -> DataKeySetting.of(profiles("production", "embedded"))).isInstanceOf(UnfitSetting.class);
        assertThatThrownBy(() -> DataKeySetting.of(profiles("production").withProperty("JINLIN_DATA_KEY",
                NEW + "," + DataKeySetting.DEVELOPMENT_KEY))).isInstanceOf(UnfitSetting.class);
        assertThat(DataKeySetting.of(profiles("production").withProperty("JINLIN_DATA_KEY", NEW))).isEqualTo(NEW);
        assertThat(new FieldCipher(DataKeySetting.DEVELOPMENT_KEY).encrypt("x", "c")).isNotEmpty();
    }

    private static MockEnvironment profiles(String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return environment;
    }
}
