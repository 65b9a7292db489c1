package cn.jinlin.registration.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** XML in which no tag and no text is long enough to burden a parser, which holds each of them whole. */
final class ShortTags extends FilterInputStream {
    private static final int LONGEST = 512 * 1024;
    private int run;

    ShortTags(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count((byte) read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = offset; i < offset + read; i++) {
            count(bytes[i]);
        }
        return read;
    }

    private void count(byte next) {
        run = next == '>' ? 0 : run + 1;
        if (run > LONGEST) {
            throw Unfit.longCell();
        }
    }
}
