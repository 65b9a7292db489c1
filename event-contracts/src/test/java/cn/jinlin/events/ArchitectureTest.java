package cn.jinlin.events;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "cn.jinlin.events", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule CONTRACTS_DEPEND_ON_THE_JDK_ALONE = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "cn.jinlin.events..", "org.jspecify.annotations..");
}
