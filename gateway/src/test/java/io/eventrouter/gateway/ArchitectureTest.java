package io.eventrouter.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of the gateway may use, and what no class of it does. */
@AnalyzeClasses(
        packages = "io.eventrouter.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.eventrouter.gateway";

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.eventrouter.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingImportsTheMerge =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.eventrouter.merge..");

    @ArchTest
    static final ArchRule spansAreMadeElsewhere =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule nothingImportsKafkaStreams =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule jettyStaysAtThePorts =
            noClasses()
                    .that(not(resideInAnyPackage(ROOT + ".socket..", ROOT + ".admin..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule sessionsDoNotKnowTheSocket =
            noClasses()
                    .that(resideInAnyPackage(ROOT + ".session", ROOT + ".feed", ROOT + ".routing"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".socket..", ROOT + ".admin..", ROOT);

    @ArchTest
    static final ArchRule theFeedKnowsNoSession =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    ROOT + ".feed",
                                    ROOT + ".replay",
                                    ROOT + ".routing",
                                    ROOT + ".resume"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".session");

    @ArchTest
    static final ArchRule routingIsPure =
            classes()
                    .that()
                    .resideInAPackage(ROOT + ".routing")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "io.eventrouter.event", ROOT + ".routing");

    @ArchTest
    static final ArchRule theEnvironmentIsReadElsewhere =
            noClasses()
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class, String.class);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper");

    @ArchTest
    static final ArchRule staticsDoNotChange =
            fields().that().areStatic().should().haveModifier(FINAL);

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class);
}
