package cn.jinlin.kit.security;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

import cn.jinlin.kit.UnfitSetting;
import cn.jinlin.kit.crypto.DataKeySetting;

/** Refuses unsafe combinations before anything starts: development tokens, or a public data key, in production. */
class ProfileRules implements EnvironmentPostProcessor, Ordered {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        if (environment.acceptsProfiles(Profiles.of("dev-tokens"))) {
            throw new UnfitSetting("The profiles dev-tokens and production exclude each other.",
                    "Take dev-tokens out of SPRING_PROFILES_ACTIVE and set JINLIN_ISSUER_URI.");
        }
        DataKeySetting.of(environment);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
