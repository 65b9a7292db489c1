package cn.jinlin.gateway.map;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * {@code GET /map} and the files it needs, all from this jar. The page runs no code but its own and asks nobody but this
 * door, which its policy makes sure of.
 */
@RestController
@Configuration(proxyBeanMethods = false)
class MapPage implements WebFluxConfigurer {

    private static final String FOLDER = "cn/jinlin/gateway/map/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GetMapping(path = "/map", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/html;charset=utf-8"))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY).body(new ClassPathResource(FOLDER + "index.html"));
    }

    /** The page's own files change with the gateway; the browser asks each time whether they did. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/map/*.min.js").addResourceLocations("classpath:/" + FOLDER)
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)));
        files.addResourceHandler("/map/*.js", "/map/*.css").addResourceLocations("classpath:/" + FOLDER)
                .setCacheControl(CacheControl.noCache());
    }
}
