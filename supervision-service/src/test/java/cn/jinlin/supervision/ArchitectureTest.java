package cn.jinlin.supervision;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "cn.jinlin.supervision", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLE = slices().matching("cn.jinlin.supervision.(*)..").should().beFreeOfCycles();

    /** The order of the features: what is known of others, what was inspected, and what both come to on the board. */
    @ArchTest
    static final ArchRule NOBODY_BUT_ITSELF_KNOWS_THE_BOARD = noClasses().that().resideOutsideOfPackage("..coverage..").should()
            .dependOnClassesThat().resideInAPackage("..coverage..");
}
