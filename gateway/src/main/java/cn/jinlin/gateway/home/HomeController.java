package cn.jinlin.gateway.home;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import cn.jinlin.gateway.problem.Failures;
import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemCode;
import cn.jinlin.gateway.problem.ProblemException;
import cn.jinlin.gateway.route.Inquiries;
import cn.jinlin.gateway.route.Inquiries.Reply;

/** {@code GET /api/v1/me/home}. */
@RestController
final class HomeController {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    private final Inquiries inquiries;
    private final Failures failures;
    private final HomeSettings settings;
    private final Clock clock;

    HomeController(Inquiries inquiries, Failures failures, HomeSettings settings, Clock clock) {
        this.inquiries = inquiries;
        this.failures = failures;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param code why it is missing: a code of this gateway or of the service */
    record Missing(String part, String code) {}

    /** A part with what is shown, or with the code that says why not. */
    private record Filled(Part part, @Nullable JsonNode shown, @Nullable String code) {}

    /** The parts side by side, and {@code missing}, which names those that are not there; 503 when none is. */
    @GetMapping(path = "/api/v1/me/home", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ObjectNode>> home(@AuthenticationPrincipal Jwt token, @RequestHeader HttpHeaders asked) {
        String memberId = memberId(token);
        Instant now = clock.instant();
        List<Part> parts = Part.of(memberId, ZonedDateTime.ofInstant(now, settings.zone()).getYear(), now);
        return Flux.fromIterable(parts).flatMap(part -> fill(part, asked)).collectList()
                .map(filled -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(screen(memberId, filled)));
    }

    private static String memberId(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        String memberId = token.getClaimAsString("member_id");
        if (roles == null || !roles.contains("MEMBER") || memberId == null || !memberId.matches("[0-9A-Za-z-]{1,64}")) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
        return memberId;
    }

    private Mono<Filled> fill(Part part, HttpHeaders asked) {
        return inquiries.get(part.service(), part.path(), asked).timeout(settings.deadline())
                .map(reply -> read(part, reply))
                .onErrorResume(failure -> Mono.just(new Filled(part, null, failures.problemOf(failure).code().name())));
    }

    private static Filled read(Part part, Reply reply) {
        try {
            JsonNode answer = JSON.readTree(reply.body());
            return reply.status() == OK
                    ? new Filled(part, part.shown().apply(answer), null)
                    : new Filled(part, null, answer.path("code").asString(ProblemCode.INTERNAL.name()));
        } catch (JacksonException _) {
            return new Filled(part, null, ProblemCode.INTERNAL.name());
        }
    }

    private ObjectNode screen(String memberId, List<Filled> filled) {
        ObjectNode screen = JSON.createObjectNode().put("memberId", memberId);
        filled.stream().filter(one -> one.shown() != null).forEach(one -> screen.set(one.part().name(), one.shown()));
        List<Missing> missing = filled.stream().filter(one -> one.code() != null)
                .map(one -> new Missing(one.part().name(), String.valueOf(one.code()))).toList();
        if (missing.size() == filled.size()) {
            throw new ProblemException(failures.unavailable());
        }
        screen.set("missing", JSON.valueToTree(missing));
        return screen;
    }
}
