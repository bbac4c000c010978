package org.figtrace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The package table of the README, in sentences that fail. */
@AnalyzeClasses(packages = "org.figtrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String JDK = "java..";

    @ArchTest
    static final ArchRule rooms = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("geometry")
            .definedBy("org.figtrace.geometry..")
            .layer("volume")
            .definedBy("org.figtrace.volume..")
            .layer("dicom")
            .definedBy("org.figtrace.dicom")
            .layer("part10")
            .definedBy("org.figtrace.dicom.part10..")
            .layer("codec")
            .definedBy("org.figtrace.dicom.codec..")
            .layer("dcm4che")
            .definedBy("org.figtrace.dicom.dcm4che..")
            .layer("segment")
            .definedBy("org.figtrace.segment..")
            .layer("measure")
            .definedBy("org.figtrace.measure..")
            .layer("report")
            .definedBy("org.figtrace.report..")
            .layer("annotation")
            .definedBy("org.figtrace.annotation..")
            .layer("store")
            .definedBy("org.figtrace.store..")
            .layer("exchange")
            .definedBy("org.figtrace.exchange..")
            .layer("render")
            .definedBy("org.figtrace.render..")
            .layer("figure")
            .definedBy("org.figtrace.figure..")
            .layer("cli")
            .definedBy("org.figtrace.cli..")
            .layer("workbench")
            .definedBy("org.figtrace.workbench..")
            .layer("imagej")
            .definedBy("org.figtrace.imagej..")
            .whereLayer("geometry")
            .mayNotAccessAnyLayer()
            .whereLayer("volume")
            .mayOnlyAccessLayers("geometry")
            .whereLayer("dicom")
            .mayOnlyAccessLayers("geometry", "volume")
            .whereLayer("part10")
            .mayOnlyAccessLayers("dicom", "codec")
            .whereLayer("codec")
            .mayOnlyAccessLayers("dicom")
            .whereLayer("dcm4che")
            .mayOnlyAccessLayers("dicom")
            .whereLayer("segment")
            .mayOnlyAccessLayers("geometry", "volume")
            .whereLayer("measure")
            .mayOnlyAccessLayers("geometry", "volume")
            .whereLayer("report")
            .mayNotAccessAnyLayer()
            .whereLayer("annotation")
            .mayOnlyAccessLayers("geometry", "volume", "measure", "report")
            .whereLayer("store")
            .mayOnlyAccessLayers("annotation", "report", "geometry", "volume", "measure")
            .whereLayer("exchange")
            .mayOnlyAccessLayers("annotation", "dicom", "volume", "geometry", "measure", "report")
            .whereLayer("render")
            .mayOnlyAccessLayers("geometry", "volume")
            .whereLayer("figure")
            .mayOnlyAccessLayers("render", "annotation", "geometry", "volume", "report")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("workbench")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("imagej")
            .mayOnlyBeAccessedByLayers("workbench", "cli")
            .because("a number must be computable, testable and reusable without the room that shows it");

    @ArchTest
    static final ArchRule no_cycles = SlicesRuleDefinition.slices()
            .matching("org.figtrace.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle between rooms is one room without a name");

    @ArchTest
    static final ArchRule core_is_jdk_only = classes()
            .that()
            .resideInAnyPackage(
                    "org.figtrace.geometry..",
                    "org.figtrace.volume..",
                    "org.figtrace.segment..",
                    "org.figtrace.measure..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, "org.figtrace..")
            .because("the plugin jar and any other program can carry the measures without dependencies");

    @ArchTest
    static final ArchRule engine_is_java_only = classes()
            .that()
            .resideInAnyPackage("org.figtrace.dicom", "org.figtrace.dicom.part10..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(JDK, "org.figtrace..")
            .because("the built-in engine must work from the jar alone, in ImageJ too");

    @ArchTest
    static final ArchRule ij_stays_in_the_plugins = noClasses()
            .that()
            .resideOutsideOfPackages("org.figtrace.imagej..", "org.figtrace.workbench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ij..")
            .because("ImageJ keeps one calibration per stack and sorts by tags; only adapters may speak to it");

    @ArchTest
    static final ArchRule swing_stays_in_the_workbench = noClasses()
            .that()
            .resideOutsideOfPackage("org.figtrace.workbench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.swing..")
            .because("a case can be read, measured and exported without a display");

    @ArchTest
    static final ArchRule dcm4che_stays_in_its_engine = noClasses()
            .that()
            .resideOutsideOfPackage("org.figtrace.dicom.dcm4che..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dcm4che3..")
            .because("dcm4che is not on Maven Central; everything above the SPI is engine-neutral");

    @ArchTest
    static final ArchRule sql_stays_in_the_store = noClasses()
            .that()
            .resideOutsideOfPackage("org.figtrace.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..")
            .because("only one room may decide when a change is safe on disk");
}
