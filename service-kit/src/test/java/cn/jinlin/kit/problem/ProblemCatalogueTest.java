package cn.jinlin.kit.problem;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.test.api.ProblemCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemCatalogueTest {
    @Test
    void wordsEveryCodeInBothLanguagesAndNoOther() {
        assertThat(ProblemCatalogue.faults("cn.jinlin.kit", "kit-problems")).isEmpty();
    }

    /** The sample application words less than it says, and more. */
    @Test
    void noticesWhatIsMissingAndWhatNobodySays() {
        assertThat(ProblemCatalogue.faults("cn.jinlin.kit", "problems")).anyMatch(fault -> fault.startsWith("nobody says "));
    }
}
