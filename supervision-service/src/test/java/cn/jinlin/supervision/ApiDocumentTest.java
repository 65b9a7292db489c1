package cn.jinlin.supervision;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.ServiceDocument;

@EnginesTest
class ApiDocumentTest {
    @Test
    void isWhatTheRepositoryKeeps(@Autowired MockMvcTester mvc,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping, @Autowired Http http,
            @Autowired Publisher publisher) {
        CommittedDocument.check("supervision-service.json", ServiceDocument.of(mvc, requestMappingHandlerMapping,
                () -> new Neighbourhood(http, publisher), "Jinlin: supervision-service",
                "How well it goes: coverage, support plans, campaigns, inspections, findings, exemplars, flags and the platform feed."));
    }
}
