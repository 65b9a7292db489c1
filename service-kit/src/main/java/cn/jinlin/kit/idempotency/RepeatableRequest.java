package cn.jinlin.kit.idempotency;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.body.BodyTooLarge;

/**
 * A request whose content was hashed before the handler reads it. Form fields and parts are hashed as the container
 * parsed them; any other body is held in memory and never laid down on a disk, since it may be full of names.
 */
final class RepeatableRequest extends HttpServletRequestWrapper {
    private final MessageDigest digest = sha256();
    private byte @Nullable [] body;

    private RepeatableRequest(HttpServletRequest request) {
        super(request);
    }

    /** @throws BodyTooLarge when the body is longer than {@code limit} bytes */
    static RepeatableRequest of(HttpServletRequest request, long limit) throws IOException, ServletException {
        RepeatableRequest repeatable = new RepeatableRequest(request);
        repeatable.digestHead();
        repeatable.digestContent(limit);
        return repeatable;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of method, path, query and content. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void digestHead() {
        digest(getMethod());
        digest(getRequestURI());
        digest(String.valueOf(getQueryString()));
    }

    private void digest(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void digestContent(long limit) throws IOException, ServletException {
        String type = getContentType() == null ? "" : getContentType().toLowerCase(java.util.Locale.ROOT);
        if (type.startsWith("multipart/")) {
            for (Part part : getParts()) {
                digest(String.join("\n", part.getName(), String.valueOf(part.getSubmittedFileName()),
                        String.valueOf(part.getContentType())));
                try (InputStream in = part.getInputStream()) {
                    copy(in, OutputStream.nullOutputStream(), limit);
                }
            }
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            new TreeMap<>(getParameterMap()).forEach((name, values) -> digest(name + '=' + Arrays.toString(values)));
        } else {
            copyBody(limit);
        }
    }

    private void copyBody(long limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(super.getInputStream(), bytes, limit);
        body = bytes.toByteArray();
    }

    private void copy(InputStream in, OutputStream out, long limit) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = limit;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw new BodyTooLarge(limit);
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        byte[] bytes = body;
        return bytes == null ? super.getInputStream() : new Copy(new ByteArrayInputStream(bytes));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return body != null
                ? new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8))
                : super.getReader();
    }

    private static final class Copy extends ServletInputStream {
        private final InputStream in;
        private boolean finished;

        Copy(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            finished = read < 0;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body was read already");
        }
    }
}
