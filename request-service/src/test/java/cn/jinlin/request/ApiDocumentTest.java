package cn.jinlin.request;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.ServiceDocument;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class ApiDocumentTest {
    @Test
    void isWhatTheRepositoryKeeps(@Autowired MockMvcTester mvc,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping, @Autowired District district,
            @Autowired MovableClock clock, @Autowired Schedules schedules) {
        CommittedDocument.check("request-service.json", ServiceDocument.of(mvc, requestMappingHandlerMapping,
                () -> new Neighbourhood(new Api(mvc), clock, district, schedules), "Jinlin: request-service",
                "What is to be done: orders, offers, claims, check-ins, acceptance and credit codes."));
    }
}
