package org.meanfield4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages: jupyter → notebook → plot → (the four models) → core. */
class ArchitectureTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.meanfield4j");

    private static final List<String> MODELS = List.of("stationary", "graphon", "stackelberg", "control");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("jupyter")
                .definedBy(inside("jupyter"))
                .layer("notebook")
                .definedBy(inside("notebook"))
                .layer("plot")
                .definedBy(inside("plot"))
                .layer("models")
                .definedBy(MODELS.stream().map(ArchitectureTest::inside).toArray(String[]::new))
                .layer("core")
                .definedBy(inside("core"))
                .whereLayer("jupyter")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("notebook")
                .mayOnlyBeAccessedByLayers("jupyter")
                .whereLayer("plot")
                .mayOnlyBeAccessedByLayers("jupyter", "notebook")
                .whereLayer("models")
                .mayOnlyBeAccessedByLayers("jupyter", "notebook", "plot")
                .check(LIBRARY);
    }

    @TestFactory
    Stream<DynamicTest> modelsDoNotKnowEachOther() {
        return MODELS.stream()
                .map(model -> DynamicTest.dynamicTest(model, () -> {
                    String[] others = MODELS.stream()
                            .filter(other -> !other.equals(model))
                            .map(ArchitectureTest::inside)
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideInAPackage(inside(model))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others)));
                }));
    }

    @Test
    void onlyTheExtensionKnowsTheKernel() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(inside("jupyter"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dflib.."));
    }

    /** Drawing belongs to the figures: solvers run where there is no AWT and no charting library. */
    @Test
    void onlyFiguresDraw() {
        check(noClasses()
                .that()
                .resideInAnyPackage(Stream.concat(Stream.of("core"), MODELS.stream())
                        .map(ArchitectureTest::inside)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "org.jfree..", "tech.tablesaw.plotly.."));
    }

    /** Laws, policies, runs and solvers load where ND4J is not there. */
    @Test
    void onlyConversionsLargeProductsAndNetworksKnowNd4j() {
        check(noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.core\\.(NdArrays|NativeProducts)|.*\\.graphon\\.(Perceptron|PolicyNetworks|Neural.*)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco.."));
    }

    /** Same seed, same bits: the only source of randomness is {@code core.Streams}. */
    @Test
    void noUnkeyedRandomness() {
        check(noClasses()
                .that()
                .resideInAPackage("org.meanfield4j..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, java.util.concurrent.ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random"));
    }

    @Test
    void noMutableStaticState() {
        check(noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.meanfield4j..")
                .and()
                .areStatic()
                .should()
                .notBeFinal());
    }

    @Test
    void theLibraryPrintsNothing() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(inside("notebook"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    private static String inside(String name) {
        return "org.meanfield4j." + name + "..";
    }

    /** A package that is not written yet breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LIBRARY);
    }
}
