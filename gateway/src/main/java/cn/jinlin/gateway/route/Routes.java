package cn.jinlin.gateway.route;

import java.util.Map;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.gateway.problem.Failures;

/** One route a service, named like it, over all of its paths. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, Services settings) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (Map.Entry<String, Services.Service> entry : settings.services().entrySet()) {
            Services.Service service = entry.getValue();
            String[] patterns = service.paths().stream().map(path -> path + "/**").toArray(String[]::new);
            routes = routes.route(entry.getKey(), route -> route.path(patterns).uri(service.url().getFirst()));
        }
        return routes.build();
    }

    @Bean
    Failures failures(Services settings) {
        return new Failures(settings.bounds().openFor());
    }

    @Bean
    HttpHeadersFilter noBanner() {
        return new NoBanner();
    }
}
