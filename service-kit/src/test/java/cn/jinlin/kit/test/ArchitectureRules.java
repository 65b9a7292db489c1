package cn.jinlin.kit.test;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Open;
import cn.jinlin.kit.security.Role;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How every service is built. A service's {@code ArchitectureTest} calls {@link #check} with its root package; a nested
 * type counts as the type around it.
 */
public final class ArchitectureRules {
    private static final String KIT = "cn.jinlin.kit..";
    private static final Set<String> CLOCKS = Set.of("now", "systemUTC", "systemDefaultZone", "system", "randomUUID",
            "currentTimeMillis");

    private static final DescribedPredicate<JavaClass> IN_KIT = resideInAnyPackage(KIT);
    private static final DescribedPredicate<JavaClass> STEREOTYPED = outermost("have a stereotype",
            each -> each.isAnnotatedWith(Component.class) || each.isMetaAnnotatedWith(Component.class)
                    || each.isAnnotatedWith(ConfigurationProperties.class));
    private static final DescribedPredicate<JavaClass> REPOSITORY = outermost("are repositories",
            each -> each.isAnnotatedWith(Repository.class));
    private static final DescribedPredicate<JavaClass> LISTENER = outermost("are listeners",
            each -> each.getSimpleName().endsWith("Listener"));
    private static final DescribedPredicate<JavaClass> BODIES = outermost("are bodies",
            each -> each.getSimpleName().endsWith("Bodies"));
    private static final DescribedPredicate<JavaClass> PLAIN = DescribedPredicate.describe("are plain",
            each -> each.isEquivalentTo(Caller.class) || each.isEquivalentTo(Role.class)
                    || each.getPackageName().startsWith("cn.jinlin.") && !IN_KIT.test(each)
                            && (each.isRecord() || each.isEnum() || !STEREOTYPED.or(BODIES).test(each)));
    private static final DescribedPredicate<JavaClass> DESK = outermost("are desks",
            each -> each.getSimpleName().endsWith("Desk"));

    /**
     * Rules are read and tested without any engine. The records of a controller, or of a {@code …Bodies} beside it, may carry
     * validation; who calls is a plain record too, and so is what another feature hands over.
     */
    public static final ArchRule PURE_DOMAIN = classes().that(DescribedPredicate.not(STEREOTYPED.or(BODIES).or(IN_KIT)))
            .should(dependOnlyOn(PLAIN, "java.", "javax.xml.", "cn.jinlin.events", "cn.jinlin.kit.domain", "org.jspecify."))
            .as("types without a stereotype depend on the JDK, contracts, refusals, changes and other plain types alone");

    public static final ArchRule MONGO_IN_REPOSITORIES = noClasses().that(DescribedPredicate.not(REPOSITORY.or(IN_KIT))).should()
            .dependOnClassesThat().resideInAnyPackage("com.mongodb..", "org.bson..")
            .as("the store's driver is used in repositories and the kit alone");

    public static final ArchRule KAFKA_IN_LISTENERS = noClasses().that(DescribedPredicate.not(LISTENER.or(IN_KIT))).should()
            .dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
            .as("Kafka is used in listeners and the kit alone");

    public static final ArchRule NO_CYCLES = slices().matching("cn.jinlin.(*).(*)..").should().beFreeOfCycles()
            .as("features depend on each other in one direction");

    /** Time and ids come in as arguments, so a test needs neither sleep nor mock. Key material is no id. */
    public static final ArchRule TIME_AND_IDS_AT_DESKS = noClasses().that(DescribedPredicate.not(DESK.or(IN_KIT))).should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("the clock or a source of random ids") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return isClockOrRandom(access);
                }
            }).as("time and ids are made at desks and in the kit alone");

    public static final ArchRule NO_FIELD_INJECTION = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    /** Role and scope come before the body; see {@link Body}. */
    public static final ArchRule LAZY_BODIES = methods().should(new ArchCondition<>("take bodies as Body") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            method.getParameters().stream().filter(each -> each.isAnnotatedWith(RequestBody.class))
                    .filter(each -> !each.getRawType().isEquivalentTo(Body.class))
                    .forEach(each -> events
                            .add(SimpleConditionEvent.violated(method, method.getFullName() + " takes a body eagerly")));
        }
    });

    public static final ArchRule GUARDED_HANDLERS = methods().that().areMetaAnnotatedWith(RequestMapping.class).or()
            .areAnnotatedWith(RequestMapping.class).should().beAnnotatedWith(Allowed.class).orShould().beAnnotatedWith(Open.class)
            .as("every handler says who may call it");

    /** What is shipped cannot be told to end itself. */
    public static final ArchRule NO_FAULTS = noClasses().should().implement(FaultHook.class)
            .as("only tests implement the hook for faults");

    private ArchitectureRules() {}

    /** What every service keeps to. */
    public static List<ArchRule> all() {
        return List.of(PURE_DOMAIN, MONGO_IN_REPOSITORIES, KAFKA_IN_LISTENERS, NO_CYCLES, TIME_AND_IDS_AT_DESKS,
                NO_FIELD_INJECTION,
                LAZY_BODIES, GUARDED_HANDLERS, NO_FAULTS);
    }

    /** Checks the main classes below a package, such as {@code cn.jinlin.request}, against {@link #all}. */
    public static void check(String rootPackage) {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars()).importPackages(rootPackage);
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + rootPackage);
        }
        all().forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    /** Events can be read by anybody who has a JDK. */
    public static ArchRule contracts(String contractPackage) {
        return classes().that().resideInAPackage(contractPackage + "..")
                .should(dependOnlyOn(DescribedPredicate.alwaysFalse(), "java.", contractPackage, "org.jspecify."))
                .as("contracts depend on the JDK alone");
    }

    /** @param kitPackage {@code cn.jinlin.kit} */
    public static ArchRule knowsNoFeature(String kitPackage) {
        return noClasses().that().resideInAPackage(kitPackage + "..").should()
                .dependOnClassesThat(resideInAnyPackage("cn.jinlin..")
                        .and(DescribedPredicate.not(resideInAnyPackage(kitPackage + "..", "cn.jinlin.events.."))))
                .as("the kit knows no feature");
    }

    private static ArchCondition<JavaClass> dependOnlyOn(DescribedPredicate<JavaClass> others, String... prefixes) {
        return new ArchCondition<>("depend only on " + List.of(prefixes) + " and their own package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean known = target.isPrimitive() || others.test(target)
                            || target.getPackageName().equals(type.getPackageName())
                            || List.of(prefixes).stream().anyMatch(prefix -> (target.getPackageName() + ".").startsWith(
                                    prefix.endsWith(".") ? prefix : prefix + "."));
                    if (!known) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isClockOrRandom(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean watch = owner.getPackageName().equals("java.time") || owner.isEquivalentTo(Clock.class)
                || owner.isEquivalentTo(System.class) || owner.isEquivalentTo(java.util.UUID.class);
        boolean random = owner.isAssignableTo(java.util.Random.class) && !owner.isEquivalentTo(java.security.SecureRandom.class)
                || access.getTarget().getFullName().startsWith("java.lang.Math.random");
        return watch && CLOCKS.contains(access.getTarget().getName()) || random
                || access.getTarget().getFullName().startsWith("cn.jinlin.kit.Ids.next");
    }

    private static DescribedPredicate<JavaClass> outermost(String description, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, type -> {
            JavaClass outer = type;
            for (Optional<JavaClass> around = outer.getEnclosingClass(); around.isPresent(); around = outer.getEnclosingClass()) {
                outer = around.get();
            }
            return test.test(outer);
        });
    }
}
