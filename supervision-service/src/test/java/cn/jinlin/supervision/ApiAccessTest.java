package cn.jinlin.supervision;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.test.api.AccessTable;
import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.Fuzz;
import cn.jinlin.kit.test.api.TokenConfusion;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call by every caller, and with every value that it might get. */
@EnginesTest
class ApiAccessTest {
    @Autowired
    Http http;
    @Autowired
    Publisher publisher;

    @Test
    void everyCallerMayWhatTheTableSaysAndNoMore() {
        assertThat(new AccessTable(http.tester(), () -> new Neighbourhood(http, publisher))
                .faults(CommittedDocument.read("supervision-service.json"))).isEmpty();
    }

    @Test
    void noInputBringsAnAnswerThatTheDocumentDoesNotAllow() {
        assertThat(new Fuzz(http.tester(), () -> new Neighbourhood(http, publisher),
                CommittedDocument.read("supervision-service.json")).faults()).isEmpty();
    }

    @Test
    void noForgedOrForeignTokenOpensACall() {
        assertThat(TokenConfusion.faults(http.tester(), CommittedDocument.read("supervision-service.json"))).isEmpty();
    }
}
