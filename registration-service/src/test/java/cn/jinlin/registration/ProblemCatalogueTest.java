package cn.jinlin.registration;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.test.api.ProblemCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemCatalogueTest {
    @Test
    void wordsEveryCodeInBothLanguagesAndNoOther() {
        assertThat(ProblemCatalogue.faults("cn.jinlin.registration", "problems")).isEmpty();
    }
}
