package cn.jinlin.kit.idempotency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.idempotency.Idempotency.Attempt;

/**
 * Honours {@code Idempotency-Key} on every POST of a known caller: the same key and request get the same answer again.
 * Answers that another try may change (401, 408, 409 with Retry-After, 425, 429, 5xx), answers that come later, and
 * answers over 4 MiB are not kept; a further try then runs with the same ids.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {
    public static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final int MAX_ANSWER = 4 * 1024 * 1024;
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG,
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LANGUAGE);
    private static final Set<Integer> PASSING = Set.of(401, 408, 425, 429);

    private final Idempotency idempotency;
    private final long maxUpload;

    IdempotencyFilter(Idempotency idempotency, long maxUpload) {
        this.idempotency = idempotency;
        this.maxUpload = maxUpload;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = id(request.getUserPrincipal().getName(), key(request));
        RepeatableRequest repeatable = RepeatableRequest.of(request, maxUpload);
        switch (idempotency.begin(id, repeatable.hash())) {
            case Attempt.Run run -> run(id, run, repeatable, response, chain);
            case Attempt.Replay replay -> replay(replay.answer(), response);
            case Attempt.Reused _ -> throw KitRefusal.IDEMPOTENCY_KEY_REUSED.because();
            case Attempt.Running running -> throw KitRefusal.IDEMPOTENCY_KEY_IN_USE.because()
                    .retryAfter(shorter(running.left()));
        }
    }

    /** A request usually ends long before its lease does. */
    private static Duration shorter(Duration wait) {
        Duration soon = Duration.ofSeconds(1);
        return wait.compareTo(soon) < 0 ? wait : soon;
    }

    private static String key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(HEADER));
        if (keys.size() != 1 || !keys.getFirst().matches("[\\x20-\\x7e]{1,255}")) {
            throw Invalid.field(HEADER, "MALFORMED", "8e03978e-40d5-43dd-bc93-6894a57f9324");
        }
        return keys.getFirst();
    }

    private static String id(String subject, String key) {
        MessageDigest digest = RepeatableRequest.sha256();
        digest.update(subject.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private void run(String id, Attempt.Run run, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        RequestKeys.keep(request, run.key());
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            if (isFinal(answer) && !request.isAsyncStarted()) {
                keep(id, run.startedAt(), answer);
                kept = true;
            }
        } finally {
            if (!kept && !request.isAsyncStarted()) {
                release(id, run.startedAt());
            }
        }
        answer.copyBodyToResponse();
    }

    private static boolean isFinal(ContentCachingResponseWrapper answer) {
        int status = answer.getStatus();
        boolean retry = status == 409 && answer.getHeader(HttpHeaders.RETRY_AFTER) != null;
        boolean worded = status < 400 || answer.getContentSize() > 0;
        return status < 500 && !PASSING.contains(status) && !retry && worded && answer.getContentSize() <= MAX_ANSWER;
    }

    /** The answer goes out even when it can't be kept: a further try then finds its own work in the aggregate. */
    private void keep(String id, Date startedAt, ContentCachingResponseWrapper answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = name.equals(HttpHeaders.CONTENT_TYPE) ? answer.getContentType() : answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        try {
            idempotency.finish(id, startedAt, new StoredAnswer(answer.getStatus(), headers,
                    answer.getContentAsByteArray()));
        } catch (MongoException e) {
            LOG.warn("An answer could not be kept: {}", e.getMessage());
        }
    }

    private void release(String id, Date startedAt) {
        try {
            idempotency.release(id, startedAt);
        } catch (MongoException e) {
            LOG.warn("A key could not be released: {}", e.getMessage());
        }
    }

    private static void replay(StoredAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
