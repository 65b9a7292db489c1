package cn.jinlin.request;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.kit.test.api.AccessTable;
import cn.jinlin.kit.test.api.CommittedDocument;
import cn.jinlin.kit.test.api.Fuzz;
import cn.jinlin.kit.test.api.TokenConfusion;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Every call by every caller, and with every value that it might get. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class ApiAccessTest {
    @Autowired
    MockMvcTester mvc;
    @Autowired
    District district;
    @Autowired
    MovableClock clock;
    @Autowired
    Schedules schedules;

    private Neighbourhood neighbourhood() {
        return new Neighbourhood(new Api(mvc), clock, district, schedules);
    }

    @Test
    void everyCallerMayWhatTheTableSaysAndNoMore() {
        assertThat(new AccessTable(mvc, this::neighbourhood).faults(CommittedDocument.read("request-service.json"))).isEmpty();
    }

    @Test
    void noInputBringsAnAnswerThatTheDocumentDoesNotAllow() {
        assertThat(new Fuzz(mvc, this::neighbourhood, CommittedDocument.read("request-service.json")).faults()).isEmpty();
    }

    @Test
    void noForgedOrForeignTokenOpensACall() {
        assertThat(TokenConfusion.faults(mvc, CommittedDocument.read("request-service.json"))).isEmpty();
    }
}
