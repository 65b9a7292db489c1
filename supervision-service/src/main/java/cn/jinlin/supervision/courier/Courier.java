package cn.jinlin.supervision.courier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.Invalid;

/**
 * Posts to addresses that others chose. Names are resolved for each connection, every address they stand for is checked, and
 * the very addresses that were checked are connected to, so a name that changes its mind gains nothing. No redirect is followed, no
 * answer's body is read, and each call ends by its deadline.
 */
@Component
public class Courier implements DisposableBean {
    private static final int LONGEST_URL = 1_000;
    private static final int CONNECTIONS = 64;

    private final CourierProperties properties;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("courier-deadlines").factory());

    /** The status that a receiver answered. */
    public record Receipt(int status) {}

    /** A call that came to no answer, with a word about why that names nothing of our network. */
    public static final class Undelivered extends Exception {
        private static final long serialVersionUID = 1L;

        Undelivered(String why) {
            super(why, null, false, false);
        }
    }

    Courier(CourierProperties properties) {
        this.properties = properties;
        Http1Config bounded = Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8_192).setMaxEmptyLineCount(10)
                .build();
        this.client = HttpClients.custom().disableRedirectHandling().disableAutomaticRetries().disableCookieManagement()
                .disableAuthCaching().disableContentCompression().disableDefaultUserAgent()
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout(properties.deadline())).build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS).setDnsResolver(new Checked())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(bounded).build())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom().setConnectTimeout(timeout(properties.connectTimeout()))
                                        .setSocketTimeout(timeout(properties.deadline())).build())
                        .build())
                .build();
    }

    /**
     * An address as it may be called.
     *
     * @param field what is to be named where it may not
     */
    public URI address(String field, String text) {
        URI uri = parsed(field, text);
        boolean loopback = properties.allowLoopback() && "http".equals(uri.getScheme());
        if (!"https".equals(uri.getScheme()) && !loopback) {
            throw Invalid.field(field, "HTTPS_REQUIRED");
        }
        try {
            InetAddress[] found = InetAddress.getAllByName(host(uri));
            if (!Stream.of(found).allMatch(this::mayBeCalled)
                    || loopback && !Stream.of(found).allMatch(InetAddress::isLoopbackAddress)) {
                throw Invalid.field(field, "NOT_PUBLIC");
            }
        } catch (UnknownHostException _) {
            throw Invalid.field(field, "UNKNOWN_HOST");
        }
        return uri;
    }

    /** Posts once. The body of the answer is not read. */
    public Receipt post(URI address, String contentType, byte[] body, Map<String, String> headers) throws Undelivered {
        HttpPost post = new HttpPost(address);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, ContentType.create(contentType)));
        Future<?> deadline = deadlines.schedule(post::cancel, properties.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse answer = client.executeOpen(null, post, null);
            post.cancel();
            Closer.closeQuietly(answer);
            return new Receipt(answer.getCode());
        } catch (NotPublic _) {
            throw new Undelivered("the address is not public");
        } catch (IOException e) {
            throw new Undelivered(post.isCancelled() ? "no answer in time" : why(e));
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    private static URI parsed(String field, String text) {
        try {
            URI uri = new URI(text);
            if (text.length() <= LONGEST_URL && uri.getHost() != null && uri.getScheme() != null && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return new URI(uri.getScheme().toLowerCase(Locale.ROOT) + text.substring(uri.getScheme().length()));
            }
        } catch (URISyntaxException _) {
            // refused below
        }
        throw Invalid.field(field, "MALFORMED", "https://example.org/hook");
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private boolean mayBeCalled(InetAddress address) {
        return PublicAddress.is(address) || properties.allowLoopback() && address.isLoopbackAddress();
    }

    private static String why(IOException e) {
        return switch (e) {
            case UnknownHostException _ -> "the name is not known";
            case javax.net.ssl.SSLException _ -> "no secure connection";
            case java.net.SocketTimeoutException _ -> "no answer in time";
            case java.net.ConnectException _ -> "no connection";
            default -> "the connection broke";
        };
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /** The name stands for an address that must not be called. */
    private static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }

    /** Resolves for a connection, and gives it nothing that was not checked. */
    private final class Checked implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = InetAddress.getAllByName(host);
            if (!Stream.of(found).allMatch(Courier.this::mayBeCalled)) {
                throw new NotPublic();
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
