package cn.jinlin.launcher.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One look from outside at whether a process is ready. */
public final class Probe {
    private static final int TIMEOUT_MS = 5_000;

    private Probe() {}

    /** Whether the health page answers 200. */
    public static boolean healthy(int port, String path) {
        try {
            var url = URI.create("http://127.0.0.1:" + port + path).toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether somebody listens on that port of this machine. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Whether the log has a line with {@code words} beyond its first {@code from} bytes. */
    public static boolean says(Path log, long from, String words) {
        try (var channel = Files.newByteChannel(log)) {
            var bytes = new byte[Math.toIntExact(Math.max(0, channel.size() - from))];
            channel.position(Math.min(from, channel.size()));
            int length = channel.read(ByteBuffer.wrap(bytes));
            return length > 0 && new String(bytes, 0, length, StandardCharsets.UTF_8).contains(words);
        } catch (IOException notYet) {
            return false;
        }
    }
}
