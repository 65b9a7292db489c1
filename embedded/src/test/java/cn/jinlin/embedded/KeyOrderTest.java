package cn.jinlin.embedded;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyOrderTest {
    private static int compare(Object one, Object other) {
        return Integer.signum(Arrays.compareUnsigned(KeyOrder.of(one), KeyOrder.of(other)));
    }

    @Test
    void ordersTypesAndValuesAsMongoDbDoes() {
        List<Object> ascending = new ArrayList<>(Arrays.asList(MinKey.getInstance(), null, Double.NaN, Double.NEGATIVE_INFINITY,
                Long.MIN_VALUE, -5, -1.5, 0, 1L, 1.5, 2, (1L << 53), (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE,
                Double.POSITIVE_INFINITY, "", "\0", "a", "a\0", "a\0b", "aa", "b", "四", "𠀀", new Document(),
                new Document("a", 1),
                new Document("a", 1).append("b", 1), new Document("a", 2), new Document("a", "x"), List.of(), List.of(1),
                List.of(1, 2),
                new BinData(new byte[]{9}), new BinData(new byte[]{1, 2}), new ObjectId("000000000000000000000001"),
                new ObjectId("ff0000000000000000000001"), false, true, Instant.ofEpochMilli(-1), Instant.ofEpochMilli(0),
                Instant.ofEpochMilli(1), MaxKey.getInstance()));
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                assertThat(compare(ascending.get(i), ascending.get(j)))
                        .as("%s and %s", ascending.get(i), ascending.get(j)).isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void comparesNumbersOfAllTypesByTheirValue() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            Number one = number(random);
            Number other = number(random);
            assertThat(compare(one, other)).as("%s and %s", one, other)
                    .isEqualTo(exact(one).compareTo(exact(other)));
        }
        assertThat(compare(1, 1L)).isZero();
        assertThat(compare(0.0, -0.0)).isZero();
    }

    private static Number number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(10) - 5;
            case 1 -> random.nextLong();
            case 2 -> (1L << 53) + random.nextInt(10);
            case 3 -> random.nextInt(10) / 2.0 - 2.5;
            default -> (double) (random.nextInt(10) - 5);
        };
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Double value ? new BigDecimal(value) : BigDecimal.valueOf(number.longValue());
    }

    @Test
    void comparesStringsByTheirUtf8BytesAndNoneBeginsAnother() {
        Random random = new Random(11);
        String letters = "\0a\u00ff四\uffee";
        for (int i = 0; i < 20_000; i++) {
            String one = string(random, letters);
            String other = string(random, letters);
            int expected = Integer
                    .signum(Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
            assertThat(compare(one, other)).isEqualTo(expected);
            byte[] first = KeyOrder.of(one);
            byte[] second = KeyOrder.of(other);
            assertThat(
                    expected != 0 && second.length >= first.length && Arrays.equals(first, Arrays.copyOf(second, first.length)))
                    .isFalse();
        }
    }

    private static String string(Random random, String letters) {
        StringBuilder string = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            string.append(letters.charAt(random.nextInt(letters.length())));
        }
        return string.toString();
    }
}
