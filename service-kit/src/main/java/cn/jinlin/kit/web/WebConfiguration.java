package cn.jinlin.kit.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.validation.Validator;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.body.BodyResolver;
import cn.jinlin.kit.body.ExactValues;
import cn.jinlin.kit.body.StrictJson;
import cn.jinlin.kit.body.WebSettings;
import cn.jinlin.kit.idempotency.IdempotencyConfiguration;
import cn.jinlin.kit.problem.ProblemController;
import cn.jinlin.kit.problem.ProblemFilter;
import cn.jinlin.kit.problem.ProblemTexts;
import cn.jinlin.kit.problem.ProblemValve;
import cn.jinlin.kit.problem.ProblemWriter;
import cn.jinlin.kit.problem.Problems;
import cn.jinlin.kit.trace.TraceFilter;

/** Everything of this package, ready in every service. */
@AutoConfiguration(beforeName = {"org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
    "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"})
@EnableConfigurationProperties(WebSettings.class)
@Import({Problems.class, ProblemController.class, IdempotencyConfiguration.class})
public class WebConfiguration {
    @Bean
    ProblemWriter problemWriter(JsonMapper mapper) {
        return new ProblemWriter(new ProblemTexts(), mapper);
    }

    @Bean
    JsonMapperBuilderCustomizer plainJson() {
        return builder -> builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT));
    }

    @Bean
    ApiDocument apiDocument() {
        return new ApiDocument();
    }

    @Bean
    FilterRegistrationBean<Filter> traceFilter() {
        return filter(new TraceFilter(), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<Filter> problemFilter(Problems problems) {
        return filter(new ProblemFilter(problems), Ordered.HIGHEST_PRECEDENCE + 1);
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    WebMvcConfigurer kitArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestArguments());
            }

            // else a bare number would be taken for milliseconds
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, Instant.class, ExactValues::instant);
            }
        };
    }

    /** Puts the resolver of {@link Body} before the framework's own of {@code @RequestBody}. */
    @Bean
    static BeanPostProcessor lazyBodies(ObjectProvider<JsonMapper> mapper, ObjectProvider<Validator> validator,
            ObjectProvider<WebSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof RequestMappingHandlerAdapter adapter) {
                    List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
                    resolvers.add(new BodyResolver(new StrictJson(mapper.getObject()), validator.getObject(),
                            Math.toIntExact(settings.getObject().maxBody().toBytes())));
                    List<HandlerMethodArgumentResolver> usual = adapter.getArgumentResolvers();
                    resolvers.addAll(usual == null ? List.of() : usual);
                    adapter.setArgumentResolvers(resolvers);
                }
                return bean;
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> tomcatProblems(ProblemWriter writer) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new ProblemValve(writer));
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
