package cn.jinlin.kit.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service says in one line why it does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private static final String KEY = "--JINLIN_DATA_KEY=YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=";

    private static ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--spring.mongodb.uri=mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=10");
        return SpringApplication.run(SampleApplication.class, all.toArray(String[]::new));
    }

    private static void refuses(CapturedOutput log, String problem, String... arguments) {
        assertThatThrownBy(() -> start(arguments));
        assertThat(log.getAll()).contains("APPLICATION FAILED TO START", problem).doesNotContain("\tat ");
    }

    @Test
    void refusesDevelopmentTokensInProduction(CapturedOutput log) {
        refuses(log, "The profiles dev-tokens and production exclude each other.",
                "--spring.profiles.active=production,dev-tokens", KEY);
    }

    @Test
    void refusesAMissingDataKeyInProduction(CapturedOutput log) {
        refuses(log, "JINLIN_DATA_KEY is missing", "--spring.profiles.active=production");
    }

    @Test
    void refusesThePublicDataKeyInProduction(CapturedOutput log) {
        refuses(log, "which everybody knows", "--spring.profiles.active=production",
                "--JINLIN_DATA_KEY=amlubGluLWRldmVsb3BtZW50LWRhdGEta2V5LTAwMDE=");
    }

    @Test
    void refusesToTrustNobody(CapturedOutput log) {
        refuses(log, "Nobody is named whose tokens are trusted.", KEY);
    }

    @Test
    void refusesAMissingKeyFile(CapturedOutput log) {
        refuses(log, "JINLIN_DEV_PUBLIC_KEY names no readable RSA public key", "--spring.profiles.active=dev-tokens",
                "--JINLIN_DEV_PUBLIC_KEY=/nowhere.pem");
    }

    @Test
    void startsWithDevelopmentTokensOfTheKeyFile(@TempDir Path folder) throws IOException {
        Path pem = folder.resolve("dev-token.pub.pem");
        Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(TestTokens.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        try (ConfigurableApplicationContext context = start("--spring.profiles.active=embedded,dev-tokens",
                "--JINLIN_DEV_PUBLIC_KEY=" + pem)) {
            Http http = new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            assertThat(http.get("/api/v1/orders/3", TestTokens.member("m1")).status()).isEqualTo(200);
            http.post("/api/v1/orders/full/claims", TestTokens.member("m1"), null, "Idempotency-Key", "k").isProblem(503,
                    "STORE_UNAVAILABLE");
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
            showsAggregatesToEverybody(http);
        }
    }

    @Test
    void startsWithoutTheIssuerAndSaysSoLater(CapturedOutput log) {
        try (ConfigurableApplicationContext context = start("--spring.profiles.active=production", KEY,
                "--JINLIN_ISSUER_URI=http://127.0.0.1:1")) {
            Http http = new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            assertThat(http.get("/api/v1/orders/3", TestTokens.member("m1")).isProblem(503, "ISSUER_UNAVAILABLE")
                    .header("Retry-After"))
                    .isEqualTo("1");
            http.get("/api/v1/orders/3", "").isProblem(401, "UNAUTHENTICATED");
            assertThat(http.get("/api/v1/certificates/1", "").status()).isEqualTo(200);
            http.post("/api/v1/orders/full/claims", "", null, "Idempotency-Key", "k").isProblem(401, "UNAUTHENTICATED");
        }
        assertThat(log.getAll()).doesNotContain("ERROR", "generated security password");
    }

    /** As the embedded mode does; a token that does not hold is still refused. */
    private static void showsAggregatesToEverybody(Http http) {
        assertThat(http.get("/api/v1/figures", "").json().path("shownTo").asString()).isEqualTo("nobody");
        assertThat(http.get("/api/v1/figures", TestTokens.member("m1")).json().path("shownTo").asString()).isNotEqualTo("nobody");
        http.get("/api/v1/figures", "Bearer nonsense").isProblem(401, "INVALID_TOKEN");
        http.post("/api/v1/figures", "", null).isProblem(401, "UNAUTHENTICATED");
        http.get("/api/v1/orders/3", "").isProblem(401, "UNAUTHENTICATED");
    }
}
