package cn.jinlin.gateway.rate;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.security.oauth2.jwt.Jwt;

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

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            MEMBER,          m-1, -,   s-1, member m-1,      true
            MEMBER,          -,   -,   s-1, subject s-1,     true
            PLATFORM,        -,   c-1, s-1, client c-1,      false
            UNIT_LIAISON,    m-1, c-1, s-1, subject s-1,     false
            DISTRICT_ADMIN,  -,   -,   -,   address 1.2.3.4, false
            """)
    void countsAMemberAndAClientOnceWithAllOfTheirTokens(String role, String member, String client, String subject, String key,
            boolean slow) {
        Jwt.Builder token = Jwt.withTokenValue("t").header("alg", "RS256").claim("roles", List.of(role));
        Map.of("member_id", Optional.ofNullable(member), "client_id", Optional.ofNullable(client), "sub",
                Optional.ofNullable(subject)).forEach((claim, value) -> value.ifPresent(known -> token.claim(claim, known)));

        assertThat(Caller.of(token.build(), "1.2.3.4")).isEqualTo(new Caller(key, slow));
    }

    private static MockServerHttpRequest request(String remote, String forwarded) {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 1))
                .header("X-Forwarded-For", forwarded).build();
    }
}
