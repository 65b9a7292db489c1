package cn.jinlin.kit.crypto;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Which data key a service may use: the environment's, or in development one that everybody knows. */
public final class DataKeySetting {
    /** Public, therefore worthless for real data. */
    static final String DEVELOPMENT_KEY = "amlubGluLWRldmVsb3BtZW50LWRhdGEta2V5LTAwMDE=";

    private static final Profiles DEVELOPMENT = Profiles.of("embedded", "dev-tokens", "test");
    private static final Profiles PRODUCTION = Profiles.of("production");

    private DataKeySetting() {}

    /** @throws cn.jinlin.kit.UnfitSetting when there is no key that this profile may use */
    public static String of(Environment environment) {
        String key = environment.getProperty("JINLIN_DATA_KEY", "").strip();
        boolean production = environment.acceptsProfiles(PRODUCTION);
        if (key.isEmpty() && !production && environment.acceptsProfiles(DEVELOPMENT)) {
            return DEVELOPMENT_KEY;
        }
        if (key.isEmpty()) {
            throw new UnusableDataKey("JINLIN_DATA_KEY is missing; only development profiles have a default.");
        }
        if (production && key.contains(DEVELOPMENT_KEY)) {
            throw new UnusableDataKey("JINLIN_DATA_KEY is the development key, which everybody knows.");
        }
        return key;
    }
}
