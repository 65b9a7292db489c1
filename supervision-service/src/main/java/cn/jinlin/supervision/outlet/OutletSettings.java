package cn.jinlin.supervision.outlet;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Channels outside of this district; one that lacks its address or secret is not offered.
 *
 * @param patience how long an answer may take
 */
@ConfigurationProperties("jinlin.outlets")
record OutletSettings(@DefaultValue("10s") Duration patience, @DefaultValue Wechat wechat,
        @DefaultValue CityPlatform cityPlatform) {
    /**
     * @param coverMediaId the permanent picture that every article shows as its cover
     * @param author as it is printed under the title
     */
    record Wechat(@DefaultValue("https://api.weixin.qq.com") URI url, @Nullable String appId, @Nullable String secret,
            @Nullable String coverMediaId, @DefaultValue("") String author) {
        boolean complete() {
            return given(appId) && given(secret) && given(coverMediaId);
        }
    }

    record CityPlatform(@Nullable URI url, @Nullable String token) {
        boolean complete() {
            return url != null && given(url.toString()) && given(token);
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
