package cn.jinlin.supervision.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver on this machine that behaves as it is told; it reads whole requests and answers as it likes. */
public final class Receiver implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile Behaviour behaviour;

    /** What came in. */
    public record Message(Map<String, String> headers, String body) {}

    /** Writes an answer, or does not. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Message message, OutputStream out) throws IOException;
    }

    private Receiver(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static Receiver that(Behaviour behaviour) {
        try {
            return new Receiver(behaviour);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Answers with a status and nothing else. */
    public static Behaviour answers(int status, String... headers) {
        String head = "HTTP/1.1 " + status + " x\r\n"
                + String.join("", List.of(headers).stream().map(each -> each + "\r\n").toList())
                + "Content-Length: 0\r\n\r\n";
        return (_, out) -> out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes everything and says nothing. */
    public static Behaviour hangs() {
        return (_, _) -> pause(60_000);
    }

    /** One byte of its header now and then, for ever. */
    public static Behaviour drips() {
        return (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            for (;;) {
                out.write('a');
                out.flush();
                pause(50);
            }
        };
    }

    /** A body without an end. */
    public Behaviour floods() {
        return (_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[65_536];
            for (;;) {
                out.write(much);
                sent.addAndGet(much.length);
            }
        };
    }

    public void now(Behaviour next) {
        behaviour = next;
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/hook";
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Message> messages() {
        return messages;
    }

    /** Bytes of bodies that went out. */
    public long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                Thread.ofVirtual().start(() -> serve(one));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket one) {
        try (one) {
            Message message = read(one.getInputStream());
            messages.add(message);
            behaviour.answer(message, one.getOutputStream());
            one.getOutputStream().flush();
        } catch (IOException _) {
            // the other side went away
        }
    }

    private static Message read(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Message(headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
