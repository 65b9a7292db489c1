package cn.jinlin.kit.trace;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.MDC;

/** Puts the trace id into the log and the answer, and the headers that every answer has. */
public final class TraceFilter implements Filter {
    private static final String KEY = "traceId";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = Trace.of((HttpServletRequest) request);
        mark((HttpServletResponse) response, id);
        MDC.put(KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }

    /** A handler may set another Cache-Control. */
    public static void mark(HttpServletResponse response, String traceId) {
        response.setHeader(Trace.HEADER, traceId);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
