package cn.jinlin.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes BSON values as bytes whose unsigned order is MongoDB's comparison order, and of which none is the beginning of
 * another. Missing and null are one value; numbers compare across their types (a Decimal128 by its double value).
 */
final class KeyOrder {
    static final int EMPTY_ARRAY = 0x18;
    static final int NULL = 0x20;
    static final int NUMBER = 0x30;
    static final int STRING = 0x40;
    static final int OBJECT_ID = 0x80;
    static final int BOOLEAN = 0x90;
    static final int DATE = 0xA0;
    private static final int MIN = 0x10;
    private static final int DOCUMENT = 0x50;
    private static final int ARRAY = 0x60;
    private static final int BINARY = 0x70;
    private static final int TIMESTAMP = 0xB0;
    private static final int REGEX = 0xC0;
    private static final int OTHER = 0xD0;
    private static final int MAX = 0xE0;
    private static final int END = 0x00;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(48);

    private KeyOrder() {}

    static byte[] of(@Nullable Object value) {
        KeyOrder key = new KeyOrder();
        key.value(value);
        return key.out.toByteArray();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Missing _ -> out.write(NULL);
            case MinKey _ -> out.write(MIN);
            case MaxKey _ -> out.write(MAX);
            case Number number -> number(number);
            case String string -> string(STRING, string);
            case Map<?, ?> document -> document(document);
            case Collection<?> array -> array(array);
            case ObjectId id -> bytes(OBJECT_ID, id.toByteArray());
            case Boolean truth -> bytes(BOOLEAN, new byte[]{(byte) (truth ? 1 : 0)});
            case Instant instant -> integer(DATE, instant.toEpochMilli() ^ Long.MIN_VALUE);
            case BsonTimestamp stamp -> integer(TIMESTAMP, stamp.getValue());
            case BinData data -> binary(0, data.getData());
            case LegacyUUID uuid -> binary(3, bits(uuid.getUuid()));
            case UUID uuid -> binary(4, bits(uuid));
            case BsonRegularExpression regex -> string(REGEX, regex.getPattern() + '\0' + regex.getOptions());
            default -> string(OTHER, value.toString());
        }
    }

    /** The double first; what a long has beyond its double second, so that longs over 2^53 stay apart. */
    private void number(Number number) {
        double approximate = number.doubleValue();
        long bits = Double.doubleToLongBits(approximate == 0 ? 0.0 : approximate);
        integer(NUMBER, Double.isNaN(approximate) ? 0 : bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
        int rest = number instanceof Long exact ? beyondDouble(exact) : 0;
        out.write((rest + 0x8000) >> 8);
        out.write(rest + 0x8000);
    }

    private static int beyondDouble(long exact) {
        double approximate = exact;
        return approximate == 0x1p63 ? (int) (exact - Long.MAX_VALUE) - 1 : (int) (exact - (long) approximate);
    }

    /** Fields in order, each by type, then name, then value. */
    private void document(Map<?, ?> document) {
        out.write(DOCUMENT);
        document.forEach((name, value) -> {
            byte[] encoded = of(value);
            out.write(encoded[0]);
            text((String) name);
            out.write(encoded, 1, encoded.length - 1);
        });
        out.write(END);
    }

    private void array(Collection<?> array) {
        out.write(ARRAY);
        array.forEach(this::value);
        out.write(END);
    }

    private void string(int tag, String string) {
        out.write(tag);
        text(string);
    }

    private void text(String string) {
        for (byte b : string.getBytes(StandardCharsets.UTF_8)) {
            out.write(b);
            if (b == 0) {
                out.write(0xFF);
            }
        }
        out.write(END);
        out.write(END);
    }

    private void binary(int subtype, byte[] data) {
        out.write(BINARY);
        out.writeBytes(ByteBuffer.allocate(5).putInt(data.length).put((byte) subtype).array());
        out.writeBytes(data);
    }

    private void integer(int tag, long value) {
        bytes(tag, ByteBuffer.allocate(8).putLong(value).array());
    }

    private void bytes(int tag, byte[] bytes) {
        out.write(tag);
        out.writeBytes(bytes);
    }

    private static byte[] bits(UUID uuid) {
        return ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
    }
}
