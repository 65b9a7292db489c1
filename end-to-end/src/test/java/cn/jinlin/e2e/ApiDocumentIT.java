package cn.jinlin.e2e;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The documents of {@code docs/openapi} under the rules that Spectral and Redocly recommend. */
class ApiDocumentIT {
    @Test
    void noRuleOfSpectralOrRedoclyIsBroken() throws Exception {
        Optional<String> missing = NodeTools.missing();
        assumeTrue(missing.isEmpty(), missing::toString);
        NodeTools.Ended lint = NodeTools.run("lint");
        assertThat(lint.code()).as(lint.output()).isZero();
    }
}
