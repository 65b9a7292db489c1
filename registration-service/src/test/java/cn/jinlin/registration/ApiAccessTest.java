package cn.jinlin.registration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import cn.jinlin.kit.test.api.AccessTable;
import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.Fuzz;
import cn.jinlin.kit.test.api.TokenConfusion;
import cn.jinlin.registration.imports.Upload;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call by every caller, and with every value that it might get. */
@RegistrationTest
class ApiAccessTest {
    @Autowired
    MockMvcTester mvc;
    @Autowired
    District district;
    @Autowired
    Upload upload;

    private Neighbourhood neighbourhood() {
        return new Neighbourhood(district, upload);
    }

    @Test
    void everyCallerMayWhatTheTableSaysAndNoMore() {
        assertThat(new AccessTable(mvc, this::neighbourhood)
                .faults(CommittedDocument.read("registration-service.json"))).isEmpty();
    }

    @Test
    void noInputBringsAnAnswerThatTheDocumentDoesNotAllow() {
        assertThat(new Fuzz(mvc, this::neighbourhood, CommittedDocument.read("registration-service.json")).faults())
                .isEmpty();
    }

    @Test
    void noForgedOrForeignTokenOpensACall() {
        assertThat(TokenConfusion.faults(mvc, CommittedDocument.read("registration-service.json"))).isEmpty();
    }
}
