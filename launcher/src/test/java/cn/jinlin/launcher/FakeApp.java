package cn.jinlin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands in for one process of the suite: NAME EVENTS PORT [PORT]. Writes to EVENTS when it starts and when it ends. */
final class FakeApp {
    private FakeApp() {}

    public static void main(String[] args) throws IOException {
        String name = args[0];
        Path events = Path.of(args[1]);
        note(events, name + " started");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(events, name + " ended")));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])), 0);
        server.createContext("/actuator/health", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext("/dev/token", exchange -> answer(exchange, 200, "{\"access_token\":\"token\"}"));
        server.createContext("/api/v1/communities", exchange -> communities(exchange, events));
        server.start();
        if (args.length > 3) {
            new ServerSocket(Integer.parseInt(args[3]), 5, InetAddress.getLoopbackAddress());
            System.out.println("embedded ready");
        }
    }

    private static void communities(HttpExchange exchange, Path events) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            note(events, "PUT " + exchange.getRequestURI());
            answer(exchange, 201, "{}");
        } else {
            answer(exchange, 200, "{\"items\":[]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static synchronized void note(Path events, String line) {
        try {
            Files.writeString(events, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException why) {
            throw new UncheckedIOException(why);
        }
    }
}
