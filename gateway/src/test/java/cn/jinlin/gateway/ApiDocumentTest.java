package cn.jinlin.gateway;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.test.api.Breaks;
import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.JoinedDocument;

import static org.assertj.core.api.Assertions.assertThat;

class ApiDocumentTest {
    static final List<String> PARTS = List.of("registration-service", "request-service", "supervision-service", "gateway");

    @Test
    void joinsWhatTheServicesDocument() {
        CommittedDocument.check("jinlin.json", JoinedDocument.of(PARTS, """
                Jinlin (近邻), the double-report volunteer service of a city district, behind one door.

                Errors are problems (RFC 9457) with a stable code, worded in Chinese or English by Accept-Language. Every \
                call may also be answered with 405, 408, 414, 431 or 501 where it is not even understood. Lists come in \
                pages: what follows is asked for with the cursor in next. A change sends the ETag that was read as \
                If-Match. A POST may carry an Idempotency-Key. Answers may gain fields, and enumerations values: pass over \
                what you do not know."""));
    }

    @Test
    void describesEveryCallOfTheGatewayItselfButThePages() throws ClassNotFoundException {
        Set<String> handled = new TreeSet<>();
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        scanner.setEnvironment(withEveryProfile());
        for (var found : scanner.findCandidateComponents("cn.jinlin.gateway")) {
            Stream.of(Class.forName(found.getBeanClassName()).getDeclaredMethods())
                    .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                    .filter(mapping -> mapping != null && !mapping.path()[0].equals("/map"))
                    .forEach(mapping -> handled.add(mapping.method()[0].name().toLowerCase() + " " + mapping.path()[0]));
        }
        Set<String> described = new TreeSet<>();
        CommittedDocument.read("gateway.json").path("paths").properties().forEach(path -> path.getValue().propertyNames()
                .forEach(method -> described.add(method + " " + path.getKey())));
        assertThat(handled).isNotEmpty().isEqualTo(described);
    }

    private static Environment withEveryProfile() {
        var environment = new StandardEnvironment();
        environment.setActiveProfiles("dev-tokens");
        return environment;
    }

    @Test
    void breaksNoClientOfTheReleasedDocument() {
        assertThat(Breaks.between(CommittedDocument.read("released/jinlin.json"), CommittedDocument.read("jinlin.json")))
                .isEmpty();
    }

    @Test
    void namesEveryOperationOnce() {
        List<String> ids = CommittedDocument.read("jinlin.json").path("paths").valueStream().flatMap(JsonNode::valueStream)
                .map(operation -> operation.path("operationId").asString()).toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }
}
