package cn.jinlin.request.terms;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text that titles are searched for. Chinese has no gaps between words, so a title is kept with all its grams, that is
 * its parts of one and two characters, and found by any of them. Width, case and white space make no difference; a gap in the
 * text separates words that have to be there all of them, anywhere.
 */
public record TitleText(List<String> words) {
    /** Grams of a text that are compared for how few titles have them. */
    private static final int SAMPLED = 5;

    public TitleText {
        words = List.copyOf(words);
    }

    /** @param text with at least one character that is no white space */
    public static TitleText of(String text) {
        return new TitleText(List.of(even(text).strip().split("(?U)\\s+")));
    }

    /** Every part of a title of one or two characters, each once. */
    public static Set<String> gramsOf(String title) {
        return grams(closed(title));
    }

    /** A few parts of this text, spread over it; a title that holds the text has them all. */
    public List<String> grams() {
        List<String> all = words.stream().flatMap(word -> longest(word).stream()).distinct().toList();
        if (all.size() <= SAMPLED) {
            return all;
        }
        List<String> spread = new ArrayList<>(SAMPLED);
        for (int i = 0; i < SAMPLED; i++) {
            spread.add(all.get(i * (all.size() - 1) / (SAMPLED - 1)));
        }
        return spread;
    }

    public boolean isIn(String title) {
        String within = closed(title);
        return words.stream().allMatch(within::contains);
    }

    /** The parts of two characters; of a word of one character itself. */
    private static List<String> longest(String word) {
        return word.codePointCount(0, word.length()) == 1 ? List.of(word) : parts(word, 2);
    }

    private static Set<String> grams(String text) {
        Set<String> grams = new LinkedHashSet<>(parts(text, 1));
        grams.addAll(parts(text, 2));
        return grams;
    }

    private static List<String> parts(String text, int length) {
        int[] points = text.codePoints().toArray();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i + length <= points.length; i++) {
            parts.add(new String(points, i, length));
        }
        return parts;
    }

    private static String closed(String title) {
        return even(title).replaceAll("(?U)\\s+", "");
    }

    private static String even(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
