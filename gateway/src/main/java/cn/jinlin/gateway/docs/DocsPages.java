package cn.jinlin.gateway.docs;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

import cn.jinlin.gateway.problem.Problem;
import cn.jinlin.gateway.problem.ProblemCode;
import cn.jinlin.gateway.problem.ProblemException;

/** {@code GET /docs} and {@code GET /openapi/<document>}, without a token. */
@Configuration(proxyBeanMethods = false)
class DocsPages {
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.32.2/";
    private static final Set<String> PARTS = Set.of("swagger-ui.css", "swagger-ui-bundle.js",
            "swagger-ui-standalone-preset.js", "favicon-32x32.png");
    private static final Map<String, MediaType> TYPES = Map.of("css", new MediaType("text", "css"), "js",
            new MediaType("text", "javascript"), "png", MediaType.IMAGE_PNG, "html", MediaType.TEXT_HTML, "json",
            MediaType.APPLICATION_JSON);
    /** The page draws its icons from data addresses and sets styles on elements; it loads nothing from elsewhere. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";
    private static final CacheControl FRESH = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    @Bean
    RouterFunction<ServerResponse> docs() {
        return RouterFunctions.route().GET("/docs", _ -> file(own("docs.html")))
                .GET("/docs/docs.js", _ -> file(own("docs.js")))
                .GET("/docs/{part}", DocsPages::part).GET("/openapi/{document}", DocsPages::document).build();
    }

    private static Mono<ServerResponse> part(ServerRequest request) {
        String part = request.pathVariable("part");
        return PARTS.contains(part) ? file(new ClassPathResource(SWAGGER_UI + part)) : nothing();
    }

    private static Mono<ServerResponse> document(ServerRequest request) {
        String name = request.pathVariable("document");
        Resource document = new ClassPathResource("openapi/" + name);
        return name.matches("[a-z-]{1,40}\\.json") && document.exists() ? file(document) : nothing();
    }

    private static Mono<ServerResponse> nothing() {
        return Mono.error(new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    private static Resource own(String name) {
        return new ClassPathResource(name, DocsPages.class);
    }

    private static Mono<ServerResponse> file(Resource file) {
        String name = String.valueOf(file.getFilename());
        return ServerResponse.ok().contentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1),
                MediaType.APPLICATION_OCTET_STREAM)).cacheControl(FRESH).header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff").bodyValue(file);
    }
}
