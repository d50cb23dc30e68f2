package org.meanfield4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meanfield4j.core.Run;
import org.meanfield4j.core.SavedRun;
import org.meanfield4j.core.Solver;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.nd4j.Dense;
import org.meanfield4j.graphon.LqGraphonGame;
import org.meanfield4j.graphon.bilevel.BilevelPolicyGradient;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.StationaryGame;
import org.meanfield4j.stationary.baselines.BestResponseIteration;
import org.meanfield4j.stationary.baselines.DampedBestResponse;
import org.meanfield4j.stationary.baselines.FictitiousPlay;
import org.meanfield4j.stationary.baselines.OnlineMirrorDescent;
import org.meanfield4j.stationary.baselines.RegularisedFixedPoint;
import org.meanfield4j.stationary.games.CrowdGrid;
import org.meanfield4j.stationary.sampled.SampledMfTrpo;
import org.meanfield4j.stationary.sampled.Sampling;

/** Solving, saving and loading need the library and Commons Math, and nothing else. */
class WithoutOtherLibrariesTest {

    @Test
    void runsAreMadeSavedAndLoadedWithTheLibraryAndCommonsMathAlone(@TempDir Path folder) throws Exception {
        String classPath = Stream.of(ExactMfTrpo.class, Program.class, FastMath.class)
                .map(WithoutOtherLibrariesTest::placeOf)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Program.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertEquals("""
                without [org.nd4j.linalg.factory.Nd4j, tech.tablesaw.api.Table, org.jfree.chart.JFreeChart, org.junit.jupiter.api.Test]
                ExactMfTrpo COMPLETED
                FictitiousPlay COMPLETED
                DampedBestResponse COMPLETED
                BestResponseIteration COMPLETED
                RegularisedFixedPoint COMPLETED
                OnlineMirrorDescent COMPLETED
                SampledMfTrpo COMPLETED
                BilevelPolicyGradient COMPLETED
                products on loops (ND4J is not on the class path)
                """, output);
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a user's program does. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            System.out.println("without " + missing());
            StationaryGame room = CrowdGrid.corner(3);
            solve(ExactMfTrpo.defaults().withOuterSteps(3), room, folder);
            solve(FictitiousPlay.defaults().withIterations(3), room, folder);
            solve(DampedBestResponse.defaults().withIterations(3), room, folder);
            solve(BestResponseIteration.defaults().withIterations(3), room, folder);
            solve(RegularisedFixedPoint.defaults().withIterations(3), room, folder);
            solve(OnlineMirrorDescent.defaults().withIterations(3), room, folder);
            Sampling few =
                    Sampling.defaults().withRollouts(100).withTruncation(20).withParticles(50);
            solve(SampledMfTrpo.defaults().withOuterSteps(3).withSampling(few), room, folder);
            LqGraphonGame network = LqGraphonGame.base();
            solve(BilevelPolicyGradient.defaults().withIterations(3), network, folder);
            double[] ones = new double[100 * 100];
            Arrays.fill(ones, 1);
            double[] product = new double[100 * 100];
            Dense.matmul(ones, 100, 100, ones, 100, product);
            require(product[17] == 100, "product");
            System.out.println("products on " + Dense.backend());
        }

        private static List<String> missing() {
            List<String> missing = new ArrayList<>();
            for (String name : List.of(
                    "org.nd4j.linalg.factory.Nd4j",
                    "tech.tablesaw.api.Table",
                    "org.jfree.chart.JFreeChart",
                    "org.junit.jupiter.api.Test")) {
                try {
                    Class.forName(name, false, Program.class.getClassLoader());
                } catch (ClassNotFoundException e) {
                    missing.add(name);
                }
            }
            return missing;
        }

        private static <G, R extends Run> void solve(Solver<G, R> solver, G game, Path folder) {
            String name = solver.getClass().getSimpleName();
            R run = solver.solve(game);
            run.save(folder.resolve(name));
            SavedRun loaded = SavedRun.load(folder.resolve(name));
            require(run.summary().equals(loaded.summary()), "summary");
            require(Arrays.equals(run.history().toArray(), loaded.history().toArray()), "history");
            require(!run.arrays().isEmpty() && same(run.arrays(), loaded.arrays()), "arrays");
            R again = solver.continuing(folder.resolve(name)).solve(game);
            require(same(run.arrays(), again.arrays()), "continued run");
            require(run.stopped() == StopReason.COMPLETED, run.summary());
            System.out.println(name + " " + run.stopped());
        }

        private static boolean same(Map<String, ArrayFiles.Array> one, Map<String, ArrayFiles.Array> other) {
            return one.keySet().equals(other.keySet())
                    && one.keySet().stream()
                            .allMatch(name -> Arrays.equals(
                                    one.get(name).values(), other.get(name).values()));
        }

        private static void require(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what);
            }
        }
    }
}
