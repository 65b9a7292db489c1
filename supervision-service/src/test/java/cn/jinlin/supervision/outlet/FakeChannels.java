package cn.jinlin.supervision.outlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * WeChat and the city platform on this machine: they record what they are asked and answer as the test laid out, else as the
 * real ones do when all is well.
 */
public final class FakeChannels implements AutoCloseable {
    private final HttpServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Deque<Laid> laid = new ArrayDeque<>();

    private record Laid(String path, int status, String body) {}

    public FakeChannels() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public Outlets outlets() {
        OutletSettings settings = new OutletSettings(Duration.ofSeconds(2),
                new OutletSettings.Wechat(address(), "app", "s&cret", "cover", "集美"),
                new OutletSettings.CityPlatform(address(), "city-token"));
        Calls over = new Calls(settings);
        return new Outlets(List.of(new FeedOutlet(), new WechatOutlet(over, settings), new CityPlatformOutlet(over, settings)),
                settings);
    }

    /** The next call of a path gets this answer. */
    public synchronized void lay(String path, int status, String body) {
        laid.add(new Laid(path, status, body));
    }

    /** Method, path and body of every call so far. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = call.getRequestURI().toString();
        String bearer = call.getRequestHeaders().getFirst("Authorization");
        calls.add(call.getRequestMethod() + " " + path + " " + (bearer == null ? "" : bearer + " ") + body);
        Laid answer = next(call.getRequestURI().getPath());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() == 302) {
            call.getResponseHeaders().add("Location", address() + "elsewhere");
        }
        call.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private synchronized Laid next(String path) {
        Laid first = laid.peek();
        return first != null && path.contains(first.path()) ? laid.remove() : usual(path);
    }

    private static Laid usual(String path) {
        String body = switch (path.substring(path.lastIndexOf("cgi-bin/") < 0 ? 0 : path.indexOf("cgi-bin/") + 8)) {
            case "token" -> "{\"access_token\":\"tok/1\",\"expires_in\":7200}";
            case "draft/add" -> "{\"media_id\":\"media-1\"}";
            case "freepublish/submit" -> "{\"errcode\":0,\"errmsg\":\"ok\",\"publish_id\":100000001}";
            case "freepublish/get" -> """
                    {"publish_id":"100000001","publish_status":0,"article_id":"article-1","article_detail":{"count":1,
                    "item":[{"idx":1,"article_url":"https://mp.weixin.qq.com/s/1"}]},"fail_idx":[]}""";
            case "freepublish/delete", "draft/delete" -> "{\"errcode\":0,\"errmsg\":\"ok\"}";
            default -> "{\"url\":\"https://city.example/a/1\"}";
        };
        return new Laid(path, 200, body);
    }
}
