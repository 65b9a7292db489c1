package cn.jinlin.supervision.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignerTest {
    /** The example of the Standard Webhooks specification. */
    @Test
    void signsAsTheStandardHasIt() {
        Map<String, String> headers = new Signer().headers("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8), List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(headers).containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsOnceForEachSecret() {
        String one = Signer.secret(new byte[32]);
        String other = Signer.secret(new byte[]{1, 2, 3});
        Map<String, String> both = new Signer().headers("id", Instant.EPOCH, new byte[0], List.of(one, other));
        assertThat(both.get("webhook-signature").split(" ")).hasSize(2).doesNotHaveDuplicates()
                .contains(new Signer().headers("id", Instant.EPOCH, new byte[0], List.of(other)).get("webhook-signature"));
    }
}
