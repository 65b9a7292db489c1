package cn.jinlin.kit.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureMockMvc
@Import(TokenTestConfiguration.class)
class SampleApiTest {
    @Autowired
    MockMvcTester mvc;

    @Test
    void makesAnOrder() {
        var r = mvc.post().uri("/api/v1/communities/350211102006/orders").contentType(MediaType.APPLICATION_JSON)
                .header("Authorization", TestTokens.officer("350211102006"))
                .content(
                        """
                                {"title":"扫楼道","category":"CLEAN_HOME","startsAt":"2026-03-01T09:00:00+08:00","capacity":{"min":1,"max":3}}
                                """)
                .exchange();
        assertThat(r).hasStatus(201);
    }
}
