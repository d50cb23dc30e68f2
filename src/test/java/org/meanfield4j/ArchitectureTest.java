package org.meanfield4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

    /** The rooms of the figures: builders → picture → layout → tree. */
    @Test
    void theRoomsOfPlotDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("plot")
                .definedBy("org.meanfield4j.plot")
                .layer("picture")
                .definedBy("org.meanfield4j.plot.internal.picture")
                .layer("layout")
                .definedBy("org.meanfield4j.plot.internal.layout")
                .layer("tree")
                .definedBy("org.meanfield4j.plot.internal.tree")
                .whereLayer("plot")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("picture")
                .mayOnlyBeAccessedByLayers("plot")
                .whereLayer("layout")
                .mayOnlyBeAccessedByLayers("plot", "picture")
                .check(LIBRARY);
    }

    /** Every package is a room of its own: {@code plot} and {@code plot.internal.layout} are two. */
    @Test
    void roomsFormNoCircles() {
        SlicesRuleDefinition.slices()
                .assignedFrom(roomsOf("plot"))
                .should()
                .beFreeOfCycles()
                .check(LIBRARY);
    }

    /** Internal rooms are public only because Java has no other way. */
    @Test
    void internalRoomsAreUsedByTheirOwnHouseOnly() {
        LIBRARY.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.contains(".internal"))
                .map(name -> name.substring(0, name.indexOf(".internal")))
                .distinct()
                .forEach(house -> check(noClasses()
                        .that()
                        .resideOutsideOfPackage(house + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(house + ".internal..")));
    }

    /** A cell, an error message and a search name a class by its simple name. */
    @Test
    void publicNamesAreUnique() {
        Set<String> seen = new HashSet<>();
        List<String> twice = LIBRARY.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> !seen.add(name))
                .toList();

        assertEquals(List.of(), twice);
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

    private static SliceAssignment roomsOf(String house) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String room = type.getPackageName();
                return (room + ".").startsWith("org.meanfield4j." + house + ".")
                        ? SliceIdentifier.of(room)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "rooms of " + house;
            }
        };
    }

    private static String inside(String name) {
        return "org.meanfield4j." + name + "..";
    }

    /** A package that is not written yet breaks no rule. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LIBRARY);
    }
}
