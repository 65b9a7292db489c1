package cn.jinlin.request.terms;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TitleTextTest {
    private static final String LETTERS = "清理楼道杂物园路5号Aa𠮷 ";

    @Test
    void takesAChineseTitleApartIntoOnesAndTwos() {
        assertThat(TitleText.gramsOf("清理楼道")).containsExactlyInAnyOrder("清", "理", "楼", "道", "清理", "理楼", "楼道");
        assertThat(TitleText.gramsOf("𠮷家")).containsExactlyInAnyOrder("𠮷", "家", "𠮷家");
        assertThat(TitleText.gramsOf("一")).containsExactly("一");
    }

    @Test
    void takesWidthCaseAndGapsForNothing() {
        assertThat(TitleText.of("５号ＬＯＵ").isIn("清理 5 号 lou")).isTrue();
        assertThat(TitleText.of("楼　道").isIn("楼下的道路")).isTrue();
        assertThat(TitleText.of("楼道").isIn("楼下的道路")).isFalse();
    }

    @Test
    void asksForNoPartThatATitleWithTheTextLacks() {
        Random random = new Random(350_211);
        for (int i = 0; i < 5_000; i++) {
            String title = text(random, 1 + random.nextInt(30));
            int from = random.nextInt(title.length());
            String part = title.substring(from, from + 1 + random.nextInt(title.length() - from));
            if (!part.isBlank() && part.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
                TitleText text = TitleText.of(part);
                assertThat(text.isIn(title)).as("%s in %s", part, title).isTrue();
                assertThat(text.grams()).as("%s in %s", part, title).isNotEmpty().hasSizeLessThanOrEqualTo(5);
                assertThat(TitleText.gramsOf(title)).as("%s in %s", part, title).containsAll(text.grams());
            }
        }
    }

    private static String text(Random random, int length) {
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder("物");
        random.ints(length, 0, letters.length).forEach(i -> text.appendCodePoint(letters[i]));
        return text.toString();
    }
}
