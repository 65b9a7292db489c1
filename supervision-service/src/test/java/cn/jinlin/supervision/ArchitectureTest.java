package cn.jinlin.supervision;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import cn.jinlin.kit.test.ArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTest {
    @Test
    void keepsToTheRulesOfEveryService() {
        ArchitectureRules.check("cn.jinlin.supervision");
    }

    /** The order of the features: what is known of others and of inspections, and what both come to on the board. */
    @Test
    void whatTheBoardCountsKnowsNotTheBoard() {
        noClasses().that()
                .resideInAnyPackage("..district..", "..oversight..", "..place..", "..checklist..", "..inspection..",
                        "..finding..")
                .should()
                .dependOnClassesThat().resideInAPackage("..coverage..")
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("cn.jinlin.supervision"));
    }
}
