package cn.jinlin.registration.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The parts of an XLSX file, which together are never longer than {@link #UNPACKED} bytes. */
final class XlsxParts {
    /** What a file of 50,000 rows needs several times over. */
    private static final long UNPACKED = 96L * 1024 * 1024;
    private static final int PARTS = 1_000;

    private final Zip zip;

    /** Unpacks all of it once, to know its size. */
    XlsxParts(byte[] file) throws IOException {
        zip = new Zip(file, PARTS);
        long left = UNPACKED;
        byte[] buffer = new byte[16 * 1024];
        for (String name : zip.names()) {
            try (InputStream part = zip.open(name).orElseThrow()) {
                for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                    left -= read;
                    if (left < 0) {
                        throw Unfit.bomb();
                    }
                }
            }
        }
    }

    Optional<InputStream> open(String name) throws IOException {
        return zip.open(name).map(ShortTags::new);
    }
}
