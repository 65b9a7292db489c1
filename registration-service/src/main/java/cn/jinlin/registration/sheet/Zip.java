package cn.jinlin.registration.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip archive in memory, by its central directory (APPNOTE 4.3.12 and 4.3.16). The JDK reads archives from files, which
 * an upload never becomes, or by local headers, which the usual writers of workbooks leave without sizes. No size that the
 * archive announces is believed.
 */
final class Zip {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNSIGNED = 0xFFFF;

    private final byte[] file;
    private final ByteBuffer buffer;
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(int method, int size, int local) {}

    /** @throws RuntimeException of any sort when this is no archive */
    Zip(byte[] file, int most) {
        this.file = file;
        buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = end();
        int number = buffer.getShort(end + 10) & UNSIGNED;
        if (number > most) {
            throw Unfit.bomb();
        }
        int at = buffer.getInt(end + 16);
        for (int i = 0; i < number; i++) {
            at = read(at);
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** What stands under this name, in whatever case, unpacked as it is read. */
    Optional<InputStream> open(String name) throws IOException {
        Entry entry = entries.get(plain(name));
        return entry == null ? Optional.empty() : Optional.of(open(entry));
    }

    private InputStream open(Entry entry) throws IOException {
        if (buffer.getInt(entry.local()) != LOCAL) {
            throw new IOException("no local header");
        }
        int data = entry.local() + LOCAL_LENGTH + (buffer.getShort(entry.local() + 26) & UNSIGNED)
                + (buffer.getShort(entry.local() + 28) & UNSIGNED);
        return switch (entry.method()) {
            case STORED -> new ByteArrayInputStream(file, data, Math.max(0, entry.size()));
            case DEFLATED -> new Inflating(new ByteArrayInputStream(file, data, file.length - data), new Inflater(true));
            default -> throw new IOException("packed in another way");
        };
    }

    private int end() {
        for (int at = file.length - END_LENGTH; at >= 0 && at >= file.length - END_LENGTH - LONGEST_COMMENT; at--) {
            if (buffer.getInt(at) == END) {
                return at;
            }
        }
        throw Unfit.xlsx();
    }

    private int read(int at) {
        if (buffer.getInt(at) != ENTRY) {
            throw Unfit.xlsx();
        }
        int length = buffer.getShort(at + 28) & UNSIGNED;
        String name = new String(file, at + ENTRY_LENGTH, length, StandardCharsets.UTF_8);
        entries.put(plain(name), new Entry(buffer.getShort(at + 10), buffer.getInt(at + 20), buffer.getInt(at + 42)));
        return at + ENTRY_LENGTH + length + (buffer.getShort(at + 30) & UNSIGNED) + (buffer.getShort(at + 32) & UNSIGNED);
    }

    private static String plain(String name) {
        String plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    /** Gives the memory outside the heap back when it is closed. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in, Inflater inflater) {
            super(in, inflater);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
