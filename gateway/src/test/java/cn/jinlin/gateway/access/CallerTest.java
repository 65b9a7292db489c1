package cn.jinlin.gateway.access;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class CallerTest {

    private static final Pattern PROXIES = Pattern.compile("10\\..*");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1 | 1.2.3.4                    | 1.2.3.4
            10.0.0.1 | 6.6.6.6, 1.2.3.4, 10.0.0.2 | 1.2.3.4
            10.0.0.1 | 10.0.0.3                   | 10.0.0.3
            9.9.9.9  | 1.2.3.4                    | 9.9.9.9
            """)
    void takesTheNearestAddressThatIsNoTrustedProxy(String remote, String forwarded, String address) {
        assertThat(Caller.address(request(remote, forwarded), PROXIES)).isEqualTo(address);
    }

    @Test
    void believesNoForwardingUnlessToldTo() {
        assertThat(Caller.address(request("10.0.0.1", "1.2.3.4"), null)).isEqualTo("10.0.0.1");
    }

    private static MockServerHttpRequest request(String remote, String forwarded) {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 1))
                .header("X-Forwarded-For", forwarded).build();
    }
}
