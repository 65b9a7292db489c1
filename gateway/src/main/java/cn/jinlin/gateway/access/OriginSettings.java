package cn.jinlin.gateway.access;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The web origins whose pages may call the API, such as {@code https://app.example.org}; none by default. */
@ConfigurationProperties("jinlin.cors")
public record OriginSettings(List<String> origins) {}
