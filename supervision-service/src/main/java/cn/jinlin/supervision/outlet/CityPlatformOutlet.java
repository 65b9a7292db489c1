package cn.jinlin.supervision.outlet;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.events.SupervisionEvent.Channel;

/**
 * The city platform: {@code PUT /articles/{articleId}} publishes, the same id again changes nothing, and {@code DELETE} takes
 * back, both with a bearer token.
 */
@Component
class CityPlatformOutlet implements Outlet {
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Calls calls;
    private final OutletSettings.CityPlatform settings;

    CityPlatformOutlet(Calls calls, OutletSettings settings) {
        this.calls = calls;
        this.settings = settings.cityPlatform();
    }

    @Override
    public Channel channel() {
        return Channel.CITY_PLATFORM;
    }

    @Override
    public Step publish(Article article, Optional<String> ticket) {
        Calls.Answer answer = calls.send("PUT", address(article.articleId()), credentials(),
                JsonMapper.shared().createObjectNode()
                        .put("externalId", article.articleId()).put("title", article.title()).put("text", article.text()));
        if (!answer.isGood()) {
            throw OutletFault.lasting("the city platform answered " + answer.status());
        }
        return new Step.Live(article.articleId(), Optional.ofNullable(answer.body().path("url").asString(null)));
    }

    @Override
    public void takeBack(String articleId, Optional<String> receipt, Optional<String> ticket) {
        Calls.Answer answer = calls.send("DELETE", address(articleId), credentials(), JsonMapper.shared().missingNode());
        if (!answer.isGood() && answer.status() != NOT_FOUND && answer.status() != GONE) {
            throw OutletFault.lasting("the city platform answered " + answer.status());
        }
    }

    private URI address(String articleId) {
        return URI.create(String.valueOf(settings.url()).replaceAll("/+$", "") + "/articles/"
                + URLEncoder.encode(articleId, StandardCharsets.UTF_8));
    }

    private Map<String, String> credentials() {
        return Map.of("Authorization", "Bearer " + settings.token());
    }
}
