package io.eventrouter.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.eventrouter.benchmarks", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_VARIANTS_ROUTE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.eventrouter.benchmarks.merge.variant..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.eventrouter.merge..", "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule FIGURES_KNOW_NO_KAFKA =
            noClasses()
                    .that()
                    .resideInAPackage("io.eventrouter.benchmarks.merge.figure..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.eventrouter.benchmarks.(**)").should().beFreeOfCycles();
}
