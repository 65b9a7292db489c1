package cn.jinlin.kit.test;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each rule is broken once, and kept once. */
class ArchitectureRulesTest {
    private static JavaClasses fixture(String... names) {
        return new ClassFileImporter().importPackages(Stream.of(names).map(name -> "cn.jinlin.fixture." + name).toList());
    }

    static Stream<Arguments> breaches() {
        return Stream.of(arguments(ArchitectureRules.PURE_DOMAIN, fixture("impure"), "ResponseEntity"),
                arguments(ArchitectureRules.MONGO_IN_REPOSITORIES, fixture("mongo"), "org.bson.Document"),
                arguments(ArchitectureRules.KAFKA_IN_LISTENERS, fixture("kafka"), "ProducerRecord"),
                arguments(ArchitectureRules.NO_CYCLES, fixture("cycle", "order"), "Cycle detected"),
                arguments(ArchitectureRules.TIME_AND_IDS_AT_DESKS, fixture("clock"), "Instant.now"),
                arguments(ArchitectureRules.TIME_AND_IDS_AT_DESKS, fixture("random"), "UUID.randomUUID"),
                arguments(ArchitectureRules.TIME_AND_IDS_AT_DESKS, fixture("ids"), "Ids.next"),
                arguments(ArchitectureRules.NO_FIELD_INJECTION, fixture("injection"), "OrderDesk.name"),
                arguments(ArchitectureRules.LAZY_BODIES, fixture("eager"), "takes a body eagerly"),
                arguments(ArchitectureRules.GUARDED_HANDLERS, fixture("unguarded"), "OrderController.list"),
                arguments(ArchitectureRules.NO_FAULTS, fixture("faulty"), "OrderFault"),
                arguments(ArchitectureRules.contracts("cn.jinlin.fixture.contract"), fixture("contract"), "JsonNode"),
                arguments(ArchitectureRules.knowsNoFeature("cn.jinlin.fixture.leakykit"), fixture("leakykit", "cycle"),
                        "OrderUse"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void noticesABreach(ArchRule rule, JavaClasses breach, String named) {
        assertThatThrownBy(() -> rule.check(breach)).isInstanceOf(AssertionError.class).hasMessageContaining(named);
    }

    @Test
    void letsAWellBuiltFeaturePass() {
        JavaClasses clean = fixture("clean");
        assertThat(clean).isNotEmpty();
        ArchitectureRules.all().forEach(rule -> rule.allowEmptyShould(true).check(clean));
    }

    @Test
    void refusesToCheckNothing() {
        assertThatThrownBy(() -> ArchitectureRules.check("cn.jinlin.nowhere")).hasMessage("no classes in cn.jinlin.nowhere");
    }

    @Test
    void theKitAndTheContractsKeepToTheirs() {
        JavaClasses kit = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("cn.jinlin.kit", "cn.jinlin.events");
        ArchitectureRules.knowsNoFeature("cn.jinlin.kit").check(kit);
        ArchitectureRules.contracts("cn.jinlin.events").check(kit);
        ArchitectureRules.contracts("cn.jinlin.kit.domain").check(kit);
        ArchitectureRules.NO_CYCLES.check(kit);
        ArchitectureRules.NO_FIELD_INJECTION.check(kit);
        ArchitectureRules.NO_FAULTS.check(kit);
    }
}
