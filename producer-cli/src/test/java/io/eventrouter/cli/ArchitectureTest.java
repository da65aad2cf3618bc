package io.eventrouter.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.eventrouter.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NEITHER_THE_MERGE_NOR_THE_GATEWAY =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.eventrouter.merge..",
                            "io.eventrouter.gateway..",
                            "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NO_KAFKA =
            noClasses()
                    .that()
                    .resideInAPackage("io.eventrouter.cli.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "io.eventrouter.ingest..", "picocli..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.eventrouter.(**)").should().beFreeOfCycles();
}
