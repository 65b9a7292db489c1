package cn.jinlin.gateway;

import java.nio.file.Files;
import java.nio.file.Path;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StartRulesTest {

    @Test
    void refusesDevelopmentTokensInProduction() {
        assertRefused("exclude each other", "--spring.profiles.active=dev-tokens,production",
                "--jinlin.dev-tokens.private-key=" + Keys.file());
    }

    @Test
    void refusesToStartWithoutAnIssuer() {
        assertRefused("JINLIN_ISSUER_URI", "--spring.profiles.active=production");
        assertRefused("JINLIN_ISSUER_URI", "--jinlin.tokens.issuer=");
    }

    @Test
    void refusesDevelopmentTokensWithoutAKey() {
        assertRefused("JINLIN_DEV_PRIVATE_KEY", "--spring.profiles.active=dev-tokens");
    }

    @Test
    void refusesAFileThatHoldsNoKey(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("no.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        assertRefused("cannot be read", "--spring.profiles.active=dev-tokens", "--server.port=0",
                "--jinlin.dev-tokens.private-key=" + file);
    }

    private static void assertRefused(String reason, String... arguments) {
        assertThatThrownBy(() -> SpringApplication.run(GatewayApplication.class, arguments))
                .extracting(NestedExceptionUtils::getMostSpecificCause, InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(UnusableSettings.class).hasMessageContaining(reason);
    }
}
