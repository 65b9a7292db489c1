package cn.jinlin.registration.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The parts of an XLSX file, unpacked one after the other and never beyond {@link #UNPACKED} bytes in all. The local headers
 * alone are read, so parts cannot overlap; their announced sizes are not believed.
 */
final class XlsxParts {
    /** What a file of 50,000 rows needs several times over. */
    static final long UNPACKED = 96L * 1024 * 1024;
    private static final int PARTS = 1_000;
    private static final int SMALL = 1024 * 1024;
    static final String WORKBOOK = "xl/workbook.xml";
    static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final Set<String> SMALL_PARTS = Set.of(WORKBOOK, RELATIONS);

    private final byte[] file;
    private final Map<String, byte[]> small = new HashMap<>();

    /** Unpacks all of it once, to know its size. */
    XlsxParts(byte[] file) throws IOException {
        this.file = file;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            Limit limit = new Limit(UNPACKED);
            int parts = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++parts > PARTS) {
                    throw Unfit.bomb();
                }
                measure(name(entry), zip, limit);
            }
        }
    }

    private void measure(String name, InputStream part, Limit limit) throws IOException {
        if (SMALL_PARTS.contains(name)) {
            byte[] content = part.readNBytes(SMALL);
            small.put(name, content);
            limit.add(content.length);
        }
        byte[] buffer = new byte[16 * 1024];
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            limit.add(read);
        }
    }

    Optional<InputStream> small(String name) {
        return Optional.ofNullable(small.get(name)).map(ByteArrayInputStream::new);
    }

    /** The part of this name, unpacked as it is read. */
    Optional<InputStream> open(String name) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (name(entry).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(new ShortTags(zip));
            }
        }
        zip.close();
        return Optional.empty();
    }

    private static String name(ZipEntry entry) {
        String name = entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static final class Limit {
        private long left;

        Limit(long bytes) {
            left = bytes;
        }

        void add(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw Unfit.bomb();
            }
        }
    }
}
