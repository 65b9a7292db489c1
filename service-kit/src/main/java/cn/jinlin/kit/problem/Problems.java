package cn.jinlin.kit.problem;

import java.io.IOException;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The one place where a failure becomes an answer, for handlers and for the filters around them. Refusals are not logged
 * above DEBUG; what is not known becomes 500 with one error line, and the answer says nothing about it but the trace id. An
 * answer that fails when part of it is out is cut off, so that no client takes the part for the whole.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String CUT_OFF = Problems.class.getName() + ".cutOff";

    private final ProblemWriter writer;

    Problems(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler(Throwable.class)
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return;
        }
        Problem problem = ProblemCauses.of(failure);
        if (problem.code().equals("INTERNAL")) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        } else {
            LOG.debug("{} {} refused: {}", request.getMethod(), request.getRequestURI(), problem.code());
        }
        if (response.isCommitted() && response.getStatus() < 400) {
            LOG.warn("{} {} cut off: {}", request.getMethod(), request.getRequestURI(), problem.code());
            request.setAttribute(CUT_OFF, true);
        } else {
            writer.write(request, response, problem);
        }
    }

    /** Whether an answer failed that could no longer be taken back. */
    static boolean isCutOff(ServletRequest request) {
        return request.getAttribute(CUT_OFF) != null;
    }
}
