package cn.jinlin.registration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.ServiceDocument;
import cn.jinlin.registration.imports.Upload;

@RegistrationTest
class ApiDocumentTest {
    @Test
    void isWhatTheRepositoryKeeps(@Autowired MockMvcTester mvc,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping, @Autowired District district,
            @Autowired Upload upload) {
        CommittedDocument.check("registration-service.json", ServiceDocument.of(mvc, requestMappingHandlerMapping,
                () -> new Neighbourhood(district, upload), "Jinlin: registration-service",
                "Who serves: communities, units, members, registrations, teams, posts, pairings, service records and the inbox."));
    }
}
