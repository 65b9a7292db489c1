package cn.jinlin.gateway.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much one caller may ask.
 *
 * @param member a caller whose only role is MEMBER
 * @param others anybody else, also by address without a token
 * @param callers how many callers are remembered at once; the longest silent one is forgotten first
 * @param trustedProxies a pattern of the addresses whose {@code X-Forwarded-For} is believed; none is by default
 */
@ConfigurationProperties("jinlin.rates")
public record RateSettings(Rate member, Rate others, int callers, @Nullable String trustedProxies) {

    /** Requests a second, and how many at once after a silence. */
    public record Rate(int perSecond, int burst) {}
}
