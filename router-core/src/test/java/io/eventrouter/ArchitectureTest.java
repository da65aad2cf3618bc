package io.eventrouter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules about packages that docs/concepts.md gives, as far as router-core is concerned. */
@AnalyzeClasses(packages = "io.eventrouter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.eventrouter.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVENT_AND_SCHEDULE_NEED_ONLY_THE_JDK =
            classes()
                    .that()
                    .resideInAnyPackage("io.eventrouter.event", "io.eventrouter.schedule")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..", "io.eventrouter.event", "io.eventrouter.schedule");

    @ArchTest
    static final ArchRule ONLY_MERGE_STREAMS_KNOWS_KAFKA_STREAMS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.eventrouter.merge.streams")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule ONLY_TRACE_KNOWS_OPEN_TELEMETRY =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.eventrouter.trace")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule MERGE_IS_PURE =
            noClasses()
                    .that()
                    .resideInAPackage("io.eventrouter.merge")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.slf4j..", "io.micrometer..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(java.time.Clock.class, Thread.class);

    @ArchTest
    static final ArchRule NOBODY_ELSE_KNOWS_THE_MERGE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.eventrouter.merge..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.eventrouter.merge..");

    @ArchTest
    static final ArchRule ONLY_CONFIG_READS_THE_ENVIRONMENT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.eventrouter.config")
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class, String.class)
                    .orShould()
                    .callMethod(System.class, "getProperties")
                    .orShould()
                    .callMethod(Boolean.class, "getBoolean", String.class)
                    .orShould()
                    .callMethod(Integer.class, "getInteger", String.class);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)(\\$.*)?");

    @ArchTest
    static final ArchRule STATIC_FIELDS_DO_NOT_CHANGE =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NOBODY_SLEEPS =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule LIBRARIES_THAT_SERVE_SOCKETS_STAY_OUTSIDE =
            noClasses().should().dependOnClassesThat(resideInAPackage("org.eclipse.jetty.."));
}
