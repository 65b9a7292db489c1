package cn.jinlin.kit.problem;

import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

import cn.jinlin.kit.body.BodyTooLarge;
import cn.jinlin.kit.body.UnsupportedBody;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.Refused;

/** Says which problem stands behind a throwable; what it does not know is 500. */
final class ProblemCauses {
    private static final int DEPTH = 10;
    private static final Set<String> SENT_ON = Set.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.RETRY_AFTER);

    private ProblemCauses() {}

    static Problem of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            Problem known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return Problem.ofStatus(500);
    }

    private static @Nullable Problem known(Throwable cause) {
        return switch (cause) {
            case Refused refused -> refused(refused);
            case Invalid invalid -> Problem.invalid(invalid.errors());
            case UnsupportedBody _ -> Problem.ofStatus(415).with(Map.of("Accept", MediaType.APPLICATION_JSON_VALUE));
            case BodyTooLarge large -> Problem.of(413, "BODY_TOO_LARGE", large.limit());
            case OAuth2AuthenticationException _ -> unauthenticated("INVALID_TOKEN", "Bearer error=\"invalid_token\"");
            case AuthenticationException _ -> unauthenticated("UNAUTHENTICATED", "Bearer");
            case AccessDeniedException _ -> Problem.ofStatus(403);
            case RequestRejectedException _ -> Problem.ofStatus(400);
            case MaxUploadSizeExceededException _ -> Problem.ofStatus(413);
            case MultipartException _ -> Problem.of(400, "MALFORMED_MULTIPART");
            case HttpMessageNotReadableException _ -> Problem.ofStatus(400);
            case InvalidParameterException wrong -> Problem.ofStatus(wrong.getErrorCode());
            case SocketTimeoutException _ -> Problem.ofStatus(408);
            case BadRequestException _ -> Problem.ofStatus(400);
            default -> further(cause);
        };
    }

    private static @Nullable Problem further(Throwable cause) {
        Problem known = ParameterFaults.of(cause);
        if (known == null) {
            known = EngineFaults.of(cause);
        }
        return known == null && cause instanceof ErrorResponse response ? response(response) : known;
    }

    private static Problem refused(Refused refused) {
        Problem problem = Problem.of(refused.refusal().kind().status(), refused.refusal().name(),
                refused.details().toArray());
        Map<String, String> headers = refused.retryAfter() == null
                ? Map.of()
                : Map.of(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, refused.retryAfter().toSeconds())));
        return new Problem(problem.status(), problem.code(), problem.args(), refused.properties(), headers, List.of());
    }

    private static Problem unauthenticated(String code, String challenge) {
        return Problem.of(401, code).with(Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    private static Problem response(ErrorResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.getHeaders().forEach((name, values) -> {
            if (SENT_ON.contains(name)) {
                headers.put(name, String.join(", ", values));
            }
        });
        return Problem.ofStatus(response.getStatusCode().value()).with(headers);
    }
}
