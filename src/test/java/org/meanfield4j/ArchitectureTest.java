package org.meanfield4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.meanfield4j.core.Solver;
import org.meanfield4j.jupyter.MeanField4JExtension;

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

    /** Who may use whom inside a house; what is not named here is no arrow. */
    private static final Map<String, String> ARROWS = Map.ofEntries(
            Map.entry("core.files", "core.text"),
            Map.entry("core.numerics", "core.check"),
            Map.entry("core.law", "core.check core.files core.numerics"),
            Map.entry("core", "core.check core.law core.files core.numerics"),
            Map.entry("core.chain", "core core.check core.law"),
            Map.entry("core.random", "core.check core.chain"),
            Map.entry("core.nd4j", "core.check core.law core.files"),
            Map.entry("core.loop", "core core.check core.law core.files core.numerics core.text"),
            Map.entry("core.experiment", "core core.check core.numerics core.text"),
            Map.entry("stationary.baselines", "stationary"),
            Map.entry("stationary.games", "stationary"),
            Map.entry("stationary.sampled", "stationary"),
            Map.entry("stationary.players", "stationary stationary.sampled"),
            Map.entry("stationary.studies", "stationary stationary.games stationary.sampled"),
            Map.entry("graphon", "graphon.operator graphon.internal.linear"),
            Map.entry("graphon.operator", "graphon.internal.linear"),
            Map.entry("graphon.internal.exact", "graphon graphon.operator graphon.internal.linear"),
            Map.entry("graphon.equilibrium", "graphon graphon.operator graphon.internal.exact graphon.internal.linear"),
            Map.entry(
                    "graphon.bilevel",
                    "graphon graphon.operator graphon.equilibrium graphon.internal.exact graphon.internal.linear"),
            Map.entry(
                    "graphon.modelfree",
                    "graphon graphon.operator graphon.equilibrium graphon.bilevel graphon.internal.exact"
                            + " graphon.internal.linear"),
            Map.entry(
                    "graphon.neural",
                    "graphon graphon.operator graphon.bilevel graphon.internal.exact graphon.internal.linear"),
            Map.entry(
                    "graphon.nonlinear",
                    "graphon graphon.operator graphon.equilibrium graphon.bilevel graphon.internal.exact"
                            + " graphon.internal.linear"),
            Map.entry(
                    "graphon.players",
                    "graphon graphon.operator graphon.equilibrium graphon.modelfree graphon.internal.exact"
                            + " graphon.internal.linear"),
            Map.entry(
                    "graphon.studies",
                    "graphon graphon.operator graphon.equilibrium graphon.bilevel graphon.modelfree graphon.nonlinear"
                            + " graphon.players"),
            Map.entry("stackelberg.games", "stackelberg"),
            Map.entry("stackelberg.continuous", "stackelberg"),
            Map.entry("stackelberg.studies", "stackelberg stackelberg.continuous stackelberg.games"),
            Map.entry("control.games", "control"),
            Map.entry("control.mfq", "control"),
            Map.entry("control.studies", "control control.games"),
            Map.entry("plot", "plot.internal.picture plot.internal.layout plot.internal.tree"),
            Map.entry("plot.internal.picture", "plot.internal.layout plot.internal.tree"),
            Map.entry("plot.internal.layout", "plot.internal.tree"));

    @Test
    void roomsUseOnlyTheRoomsBelowThem() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : LIBRARY) {
            String from = room(type);
            List<String> below = List.of(ARROWS.getOrDefault(from, "").split(" "));
            for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                String to = room(arrow.getTargetClass());
                boolean sameHouse = from.split("\\.")[0].equals(to.split("\\.")[0]);
                if (sameHouse && !from.equals(to) && !below.contains(to)) {
                    wrong.add(from + " -> " + to + ": " + arrow.getDescription());
                }
            }
        }

        assertEquals(Set.of(), wrong);
    }

    /** Every package is a room of its own: {@code plot} and {@code plot.internal.layout} are two. */
    @Test
    void roomsFormNoCircles() {
        Map<String, Set<String>> below = new TreeMap<>();
        ARROWS.forEach((from, to) -> below.put(from, new TreeSet<>(List.of(to.split(" ")))));
        while (!below.isEmpty()) {
            Set<String> lowest = new TreeSet<>(below.keySet());
            lowest.removeIf(room -> below.get(room).stream().anyMatch(below::containsKey));
            assertFalse(lowest.isEmpty(), () -> "circles among " + below.keySet());
            below.keySet().removeAll(lowest);
        }
    }

    /** A room that is a drawer for everything is none. */
    @Test
    void noRoomIsOverfull() {
        Map<String, Long> files = LIBRARY.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().matches(".*Settings|package-info"))
                .collect(Collectors.groupingBy(ArchitectureTest::room, Collectors.counting()));
        files.values().removeIf(n -> n <= 40);

        assertEquals(Map.of(), files);
    }

    /** What a cell can name is all that is not internal. */
    @Test
    void cellsSeeEveryRoomButTheInternalOnes() {
        Set<String> rooms = LIBRARY.stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.contains("internal") && !room.equals("jupyter"))
                .collect(Collectors.toSet());
        String imports = MeanField4JExtension.imports();

        for (JavaClass type : LIBRARY) {
            String line = "import " + type.getPackageName() + ".*;";
            assertEquals(rooms.contains(room(type)), imports.contains(line), line);
        }
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("org.meanfield4j.") ? name.substring("org.meanfield4j.".length()) : "";
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
                        "org.meanfield4j.core.nd4j.(NdArrays|NativeProducts)|org.meanfield4j.graphon.neural.*")
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

    /** Numbers and letters are written as in {@code Locale.ROOT}, whatever the language of the machine. */
    @Test
    void nothingIsFormattedInTheLanguageOfTheMachine() {
        check(noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(java.io.PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(java.io.PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(java.text.NumberFormat.class, "getInstance"));
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

    /** Who asks where a golden number comes from finds the program, and the programs say which tests they are for. */
    @Test
    void aProgramThatATestCitesIsThereAndEveryProgramIsCited() throws IOException {
        Pattern citation = Pattern.compile("src/test/reference/(\\w+\\.py)");
        Path programs = Path.of("src/test/reference");
        String list = Files.readString(programs.resolve("README.md"));
        Set<String> cited = new TreeSet<>();
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            for (Path test :
                    tests.filter(file -> file.toString().endsWith(".java")).toList()) {
                citation.matcher(Files.readString(test)).results().forEach(found -> {
                    cited.add(found.group(1));
                    String name = test.getFileName().toString().replace(".java", "");
                    assertTrue(list.contains("`" + name + "`"), "README.md does not name " + name);
                });
            }
        }
        try (Stream<Path> files = Files.list(programs)) {
            assertEquals(
                    cited,
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".py"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        cited.forEach(name -> assertTrue(list.contains("`" + name + "`"), "README.md does not name " + name));
    }

    @TestFactory
    Stream<DynamicTest> aSolverIsReadOnAFewScreens() {
        return LIBRARY.stream()
                .filter(type -> type.isAssignableTo(Solver.class) && !type.isInterface() && type.isTopLevelClass())
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    List<String> lines = Files.readAllLines(
                            Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
                    assertTrue(lines.size() <= 200, lines.size() + " lines");
                    for (int i = 120; i < lines.size(); i++) {
                        assertFalse(lines.get(i).contains(" void step("), "the algorithm is in line " + (i + 1));
                    }
                }));
    }
}
