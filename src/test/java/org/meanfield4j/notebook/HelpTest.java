package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.Withers;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StationarySolver;
import org.meanfield4j.stationary.games.CrowdGrid;

class HelpTest {
    private static final List<Documented> EVERYTHING =
            Help.files().stream().flatMap(file -> Help.read(file).stream()).toList();

    @Test
    void aClassShowsTextSettingsDefaultsSourceAndExample() {
        String text = Help.of(ExactMfTrpo.class);

        assertTrue(
                text.startsWith("record ExactMfTrpo in org.meanfield4j.stationary\n\nExact MF-TRPO: trust-region"),
                text);
        assertTrue(text.contains("\n    for k = 1 … K, with η = η_k"), text);
        assertTrue(text.contains("\n    temperature = 0.05: η_k > 0, in units of reward"), text);
        assertTrue(text.replaceAll("\\s+", " ").contains("Source: Algorithm ExactMFTRPO of arXiv 2505.22781"), text);
        assertTrue(text.contains("ExactMfTrpo.annealed(): Annealed MF-TRPO"), text);
        assertTrue(text.contains("var run = ExactMfTrpo.defaults().solve(game, progress(\"ExactMfTrpo\"));"), text);
        assertTrue(text.contains("help(\"Solver\")"), text);
    }

    @Test
    void aWitherSaysWhatItsSettingIsAndItsDefault() {
        String text = Help.of("withKernelSteps");

        assertEquals("""
                ExactMfTrpo.withKernelSteps(int kernelSteps)
                    M, at least 1
                    default 5
                    returns a changed copy""", text.split("\n\n")[0]);
        assertTrue(
                Help.of("ExactMfTrpo.withTemperature(0.3)").contains("    A constant temperature.\n    eta: η > 0\n"));
    }

    @Test
    void aRunShowsItsParts() {
        var run = ExactMfTrpo.defaults().withOuterSteps(1).solve(CrowdGrid.corner(2));

        String text = Help.of(run);

        assertTrue(text.startsWith("record StationaryRun"), text);
        assertTrue(text.contains("\n    law = Law["), text);
        assertTrue(text.contains("help(\"Run\")"), text);
    }

    @Test
    void aSolverShowsTheSettingsThatItHasHoweverItIsCalled() {
        String text = Help.of(ExactMfTrpo.defaults().withOuterSteps(7).until("exploitability", 1e-6));

        assertTrue(text.contains("\n    outerSteps = 7: K, at least 1"), text);
    }

    @Test
    void anUnknownNameIsOneLineWithTheNearestNames() {
        assertEquals(
                "'withTemprature' is not known, near are withTemperature; help() lists what there is",
                Help.of("withTemprature"));
        assertEquals("'qqqqqqqqqq' is not known; help() lists what there is", Help.of("qqqqqqqqqq"));
        assertEquals("java.lang.Integer is not of this library; help() lists what is", Help.of(5));
        assertEquals("null is not of this library; help() lists what is", Help.of(null));
    }

    @ParameterizedTest
    @CsvSource({
        "pdf, Plot.save",
        "budget, Monitor.within",
        "budget, Solver.withSampleBudget",
        "continue, Solver.continuing",
        "resume, Solver.continuing",
        "time budget, Monitor.within",
        "TIME BUDGET, Monitor.within",
        "save, Run.save",
        "save, Plot.save",
        "interrupt, Monitor.cancelled",
        "crowdgrid, record CrowdGrid",
        "random start, PolicyAndLaw.random"
    })
    void aPurposeFindsTheMembersThatServeIt(String purpose, String member) {
        String text = Help.of(purpose);

        assertTrue(text.lines().anyMatch(line -> line.startsWith(member)), text);
        assertTrue(text.lines().noneMatch(line -> line.startsWith("Require.")), text);
    }

    @Test
    void whatUsersNeverCallIsNotShownBeforeWhatTheyDo() {
        assertFalse(Help.of("room").contains("Require.room"), Help.of("room"));
        assertTrue(Help.of("Require").startsWith("class Require in org.meanfield4j.core"));
        assertTrue(Help.OVERVIEW.contains("Monitor.within"));
    }

    @Test
    void aNameComesBeforeAFirstSentenceAndThatBeforeATextElsewhere() {
        List<String> found =
                HelpSearch.of("budget").stream().map(Documented::name).toList();

        assertEquals(List.of("BUDGET", "withSampleBudget"), found.subList(0, 2));
        assertTrue(found.indexOf("within") > found.lastIndexOf("withSampleBudget"), found::toString);
    }

    @Test
    void theOverviewNamesOnlyWhatExists() {
        TreeSet<String> unknown = new TreeSet<>();
        Help.OVERVIEW.lines().filter(line -> !line.startsWith("help(")).forEach(line -> {
            assertTrue(line.length() <= 120, line);
            Stream.of(line.replaceFirst("^\\w+ +", "").split(", "))
                    .filter(name -> !knows(name))
                    .forEach(unknown::add);
        });

        assertEquals(new TreeSet<>(), unknown);
    }

    @Test
    void everySolverHasHelpForEverySettingAndAnExample() throws ClassNotFoundException {
        int solvers = 0;
        for (Documented type : EVERYTHING.stream().filter(Documented::type).toList()) {
            Class<?> c = type.typeClass();
            if (!c.isRecord() || !Solver.class.isAssignableFrom(c) || c == Solver.Called.class) {
                continue;
            }
            solvers++;
            String text = Help.of(c);
            for (var component : c.getRecordComponents()) {
                String what = type.parameters().getOrDefault(component.getName(), "");
                assertFalse(what.isBlank(), type.typeName() + "." + component.getName());
                assertTrue(text.contains("\n    " + component.getName()), text);
                String wither = type.typeName() + "." + Help.wither(component.getName());
                assertTrue(c == StationarySolver.class || knows(wither), wither);
            }
            boolean defaults = Stream.of(c.getMethods())
                    .anyMatch(m -> m.getName().equals("defaults") && Modifier.isStatic(m.getModifiers()));
            assertEquals(defaults, text.contains("Example, with game a "), text);
        }
        assertTrue(solvers >= 12, solvers + " solvers");
    }

    @Test
    void noTextKeepsTagsOrEntities() {
        Pattern left = Pattern.compile("\\{@\\w+|&(?:lt|gt|amp|nbsp);|</?(?:p|pre|li|ul|code|td|tr|sub|sup|b|em)>");
        List<String> wrong = EVERYTHING.stream()
                .flatMap(d -> Stream.concat(Stream.of(d.text()), d.parameters().values().stream()))
                .flatMap(text -> left.matcher(text).results().map(MatchResult::group))
                .toList();

        assertEquals(List.of(), wrong);
    }

    @Test
    void nothingInsideTheHouseIsShown() {
        assertTrue(EVERYTHING.stream()
                .noneMatch(d -> d.room().contains("internal") || d.room().contains("jupyter")));
        assertTrue(Help.of("MeanField4JExtension").contains("is not known"));
        assertTrue(Help.of(Withers.class).startsWith("annotation Withers in org.meanfield4j.core"));
    }

    private static boolean knows(String name) {
        return EVERYTHING.stream().anyMatch(d -> Help.isOf(d, name));
    }
}
