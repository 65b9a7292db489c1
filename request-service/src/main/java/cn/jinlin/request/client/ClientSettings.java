package cn.jinlin.request.client;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.request.client.Client.Call;

/** @param clients by their client id */
@ConfigurationProperties("jinlin.outside")
record ClientSettings(@DefaultValue Map<String, Scope> clients) {
    /** @param apiKey for the Open311 door; none, and the client has no business there */
    record Scope(@DefaultValue Set<String> communities, @DefaultValue Set<Category> categories, @DefaultValue Set<Call> calls,
            @Nullable String apiKey) {}
}
