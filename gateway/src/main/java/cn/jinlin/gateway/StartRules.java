package cn.jinlin.gateway;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * Refuses to start with settings under which anybody could make himself a token, or nobody could use one: checked
 * before anything else is made.
 */
public class StartRules implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        boolean developing = environment.acceptsProfiles(Profiles.of("dev-tokens"));
        if (developing && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new UnusableSettings("The profiles dev-tokens and production exclude each other.",
                    "Take dev-tokens out of SPRING_PROFILES_ACTIVE and set JINLIN_ISSUER_URI.");
        }
        if (developing) {
            require(environment, "jinlin.dev-tokens.private-key",
                    "The profile dev-tokens needs the key it signs with: JINLIN_DEV_PRIVATE_KEY is not set.",
                    "Set JINLIN_DEV_PRIVATE_KEY to the path of a PEM file (PKCS#8, RSA 2048).");
        } else {
            require(environment, "jinlin.tokens.issuer", "No issuer of tokens is known: JINLIN_ISSUER_URI is not set.",
                    "Set JINLIN_ISSUER_URI to the address of the OpenID Connect issuer, or use the profile dev-tokens.");
        }
    }

    private static void require(ConfigurableEnvironment environment, String setting, String problem, String remedy) {
        if (!StringUtils.hasText(environment.getProperty(setting))) {
            throw new UnusableSettings(problem, remedy);
        }
    }
}
