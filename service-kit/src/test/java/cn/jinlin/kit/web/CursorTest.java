package cn.jinlin.kit.web;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CursorTest {
    @Test
    void givesTheKeysBack() {
        for (String[] keys : List.of(new String[]{"a"}, new String[]{"", ""}, new String[]{"3:x", ":", "双乐社区", "𠮷"})) {
            String cursor = Cursor.encode(keys);
            assertThat(cursor).matches("[A-Za-z0-9_-]*");
            assertThat(Cursor.decode(cursor, keys.length)).isEqualTo(Arrays.asList(keys));
        }
        assertThat(Cursor.decode(null, 2)).isEmpty();
    }

    @Test
    void refusesWhateverItDidNotGive() {
        String good = Cursor.encode("2026-03-01", "o1");
        Random random = new Random(7);
        assertRefused("", 2);
        assertRefused(good, 1);
        assertRefused(good + "=", 2);
        assertRefused(good + "A", 2);
        assertRefused("x".repeat(3_000), 2);
        assertRefused(Base64.getUrlEncoder().encodeToString("99:a".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 1);
        assertRefused(Base64.getUrlEncoder().encodeToString("-1:a".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 1);
        assertRefused(Base64.getUrlEncoder().encodeToString("+1:a".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 1);
        assertRefused(Base64.getUrlEncoder().encodeToString("9999999999:a".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(30) + 1];
            random.nextBytes(bytes);
            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), 2);
        }
    }

    private static void assertRefused(String cursor, int size) {
        assertThatThrownBy(() -> Cursor.decode(cursor, size)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(KitRefusal.INVALID_CURSOR));
    }
}
