package cn.jinlin.kit.security;

import java.util.List;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import cn.jinlin.kit.UnfitSetting;

/**
 * A stateless resource server, closed by default. Refusals leave this chain as exceptions and become problems further
 * out, so there is one place that words them.
 */
@AutoConfiguration(beforeName = {
    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"})
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityConfiguration {
    private static final String PUBLIC_AGGREGATES = "${jinlin.public-aggregates:false}";

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecuritySettings settings, Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("dev-tokens"))) {
            return TokenRules.trusting(DevKey.read(settings.devPublicKey()), TokenRules.DEV_ISSUER,
                    settings.audience());
        }
        if (settings.issuerUri().isBlank()) {
            throw new UnfitSetting("Nobody is named whose tokens are trusted.",
                    "Set JINLIN_ISSUER_URI to the OIDC issuer, or use the profile dev-tokens for development.");
        }
        return new IssuerDecoder(settings.issuerUri(), settings.audience());
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, JwtDecoder decoder,
            ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Value(PUBLIC_AGGREGATES) boolean publicAggregates) throws Exception {
        AuthenticationEntryPoint unknown = (request, response, refusal) -> {
            throw refusal;
        };
        AccessDeniedHandler denied = (request, response, refusal) -> {
            throw refusal;
        };
        return http.csrf(AbstractHttpConfigurer::disable).cors(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(unknown).accessDeniedHandler(denied))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unknown).accessDeniedHandler(denied)
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new Callers())))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll().requestMatchers(new OpenPaths(mappings, publicAggregates)).permitAll().anyRequest()
                                .authenticated())
                .build();
    }

    /**
     * Refuses what can't be a sound text in a parameter, besides the paths that the default refuses. An unknown method goes
     * on to be answered with 405; the container itself answers TRACE.
     */
    @Bean
    @ConditionalOnMissingBean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedParameterNames(SecurityConfiguration::isSound);
        firewall.setAllowedParameterValues(SecurityConfiguration::isSound);
        return firewall;
    }

    private static boolean isSound(String text) {
        return text.indexOf('\0') < 0;
    }

    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, refusal) -> {
            throw refusal;
        };
    }

    @Bean
    WebMvcConfigurer securityMvc(@Value(PUBLIC_AGGREGATES) boolean publicAggregates) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AllowedInterceptor(publicAggregates)).excludePathPatterns("/v3/api-docs",
                        "/v3/api-docs/**",
                        "/v3/api-docs.yaml", "/actuator/**", "/error");
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }
}
