package org.meanfield4j.stationary.games;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.numerics.Simplex;
import org.meanfield4j.stationary.Equilibrium;
import org.meanfield4j.stationary.ExactMfTrpo;
import org.meanfield4j.stationary.FrozenMdp;
import org.meanfield4j.stationary.Metrics;
import org.meanfield4j.stationary.StationaryRun;

/**
 * The rooms: kernels by hand, and traces of two independent programs to the digits given, printed by
 * src/test/reference/rooms.py with the methods of src/test/reference/crowds.py, those of four rooms by
 * src/test/reference/four_rooms.py.
 */
class CrowdGridTest {
    private static final CrowdGrid ASYMMETRIC = CrowdGrid.room(4, 6)
            .withTarget(1, 5)
            .withWalls(new int[][] {{1, 2}, {2, 2}, {0, 4}})
            .withDistanceScale(6)
            .withMoveCost(0.05)
            .withSlip(0.2)
            .withDiscount(0.8)
            .withCongestion(3);

    private static void assertRelative(double expected, double actual) {
        assertEquals(expected, actual, 1e-6 * Math.abs(expected));
    }

    private static double value(CrowdGrid game, StationaryRun run, double eta) {
        double[] v = new FrozenMdp(game, run.law()).evaluate(run.policy(), eta).v();
        double sum = 0;
        for (int s = 0; s < v.length; s++) {
            sum += run.law().get(s) * v[s];
        }
        return sum;
    }

    @Test
    void theKernelByHand() {
        CrowdGrid game = CrowdGrid.corner(5);
        TransitionKernel k = game.kernel(game.initialLaw());

        // Top left corner, going right: 0.9 + 0.02 to the right; stay, up and left stay; down 0.02.
        assertEquals(0.92, k.probability(0, 2, 1), 1e-15);
        assertEquals(0.06, k.probability(0, 2, 0), 1e-15);
        assertEquals(0.02, k.probability(0, 2, 5), 1e-15);
        assertEquals(1 - 8 / 8.0 - 4 * 0.04, game.reward(0, 2, game.initialLaw()), 1e-15);
    }

    @Test
    void cellsThatFillUp() {
        double[] mu = new double[25];
        Arrays.fill(mu, 0.02);
        mu[12] = 0.12;
        mu[24] = 0.4;
        mu[0] = 0.04;
        TransitionKernel k = CrowdGrid.kinetic().kernel(Law.of(mu));

        assertEquals(0.552, k.probability(7, 3, 12), 1e-12);
        assertEquals(0.392, k.probability(7, 3, 7), 1e-12);
        for (int side : new int[] {2, 6, 8}) {
            assertEquals(0.0186667, k.probability(7, 3, side), 6e-8);
        }
        assertEquals(0, k.probability(23, 2, 24), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.044705798, 0.06055668, 1.0695347e-3, 0.21431207, 3.3446073, 0.34076189",
        "2, 0.041952399, 0.072658596, 2.5494286e-3, 0.18936200, 3.1175825, 0.32707483",
        "10, 0.025497898, 0.12283013, 2.754644e-4, 0.18331890, 2.3611205, 0.17235182",
        "100, 0.00040557525, 0.18574904, 1.5386921e-7, 0.18104947, 0.18566816, 0.0051246066"
    })
    void theAsymmetricRoom(int k, double mu0, double mu9, double phi, double phi0, double e0, double c) {
        StationaryRun run = ExactMfTrpo.defaults()
                .withTemperature(0.1)
                .withInnerSteps(8)
                .withKernelSteps(3)
                .withStepSize(0.07)
                .withOuterSteps(k)
                .solve(ASYMMETRIC);

        assertRelative(mu0, run.law().get(0));
        assertRelative(mu9, run.law().get(9));
        assertRelative(phi, run.history().last(Metrics.REGULARISED));
        assertRelative(phi0, run.history().last(Metrics.UNREGULARISED));
        assertRelative(e0, run.history().last(Metrics.EXPLOITABILITY));
        assertRelative(c, run.history().last(Metrics.CONSISTENCY));
    }

    @Test
    void theEquilibriumOfTheAsymmetricRoom() {
        double[] expected = {
            .000029, .000463, .005992, .036623, .142445, .000034, .000250, .082960, .137737, .187847, .000005, .000036,
            .041895, .086275, .137611, .000002, .000040, .000716, .010242, .041834, .086963
        };
        double[] distance = {0.25863287, 0.24811809, 0.18230599, 0.0097680212};
        ExactMfTrpo solver = ExactMfTrpo.defaults()
                .withTemperature(0.1)
                .withInnerSteps(8)
                .withKernelSteps(3)
                .withStepSize(0.07);
        StationaryRun run = solver.withOuterSteps(1500).withMetricsEvery(1500).solve(ASYMMETRIC);

        for (int s = 0; s < expected.length; s++) {
            assertEquals(expected[s], run.law().get(s), 6e-7, "state " + s);
        }
        assertEquals(2.654034, value(ASYMMETRIC, run, 0.1), 6e-7);
        assertEquals(1.882807, value(ASYMMETRIC, run, 0), 6e-7);
        assertEquals(0.181139, run.history().last(Metrics.UNREGULARISED), 6e-7);
        int[] steps = {1, 2, 10, 100};
        for (int i = 0; i < steps.length; i++) {
            StationaryRun part = solver.withOuterSteps(steps[i]).solve(ASYMMETRIC);
            assertRelative(
                    distance[i], Simplex.l2(part.law().toArray(), run.law().toArray()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.0644997207, 0.0859946063, 0.1568484774, 6.000484546e-3, 6.557408815e-4",
        "0.3, 0.0492392379, 0.0580180195, 0.1078672210, 4.014360329e-4, 3.904078347e-4"
    })
    void thePushFreezesALawDependentKernel(
            double eta, double one, double two, double ten, double phiOne, double phiTen) {
        double[] corner = {one, two, ten};
        int[] steps = {1, 2, 10};
        for (int i = 0; i < steps.length; i++) {
            StationaryRun run = ExactMfTrpo.defaults()
                    .withTemperature(eta)
                    .withOuterSteps(steps[i])
                    .solve(CrowdGrid.kinetic());
            assertRelative(corner[i], run.law().get(24));
            if (steps[i] != 2) {
                assertRelative(steps[i] == 1 ? phiOne : phiTen, run.history().last(Metrics.REGULARISED));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.21424755, 6.302868, 0.092694", "0.3, 0.17899731, 10.348591, 0.474021"})
    void theEquilibriumOfCellsThatFillUp(double eta, double corner, double value, double floor) {
        CrowdGrid game = CrowdGrid.kinetic();
        StationaryRun run = ExactMfTrpo.defaults()
                .withTemperature(eta)
                .withOuterSteps(800)
                .withMetricsEvery(800)
                .solve(game);

        assertEquals(corner, run.law().get(24), 6e-9);
        assertEquals(value, value(game, run, eta), 6e-7);
        assertEquals(floor, run.history().last(Metrics.UNREGULARISED), 6e-7);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.161823, 4.276338, 0.040318, 1.072224e-4", "0.3, 0.153343, 8.377526, 0.218586, 3.042093e-4"})
    void smallRooms(double eta, double corner, double value, double floor, double phi20) {
        CrowdGrid game = CrowdGrid.smallRooms();
        StationaryRun run =
                ExactMfTrpo.defaults().withTemperature(eta).withOuterSteps(800).solve(game);

        assertEquals(20, game.states());
        assertEquals(corner, run.law().get(game.stateOf(4, 4)), 6e-7);
        assertEquals(value, value(game, run, eta), 6e-7);
        assertEquals(floor, run.history().last(Metrics.UNREGULARISED), 6e-7);
        assertRelative(phi20, run.history().get(19, Metrics.REGULARISED));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.147466, 0.005679, 16.457674, 0.060438, 1.632451e-3, 5.5e-10",
        "0.3, 0.131710, 0.007017, 20.438350, 0.320443, 0, 3.5e-7"
    })
    void logarithmicCrowdPenalty(
            double eta, double corner, double far, double value, double floor, double phi10, double distance100) {
        CrowdGrid game = CrowdGrid.corner(5).withLogCongestion(0.3);
        ExactMfTrpo solver = ExactMfTrpo.defaults().withTemperature(eta);
        StationaryRun run = solver.withOuterSteps(800).solve(game);

        assertEquals(corner, run.law().get(24), 6e-7);
        assertEquals(far, run.law().get(0), 6e-7);
        assertEquals(value, value(game, run, eta), 6e-7);
        assertEquals(floor, run.history().last(Metrics.UNREGULARISED), 6e-7);
        if (phi10 > 0) {
            assertRelative(phi10, run.history().get(9, Metrics.REGULARISED));
        }
        StationaryRun hundred = solver.withOuterSteps(100).solve(game);
        double distance = Simplex.l2(hundred.law().toArray(), run.law().toArray());
        assertEquals(distance100, distance, 0.02 * distance100, "two digits given");
    }

    @Test
    void explorationSpreadsOverTheFourRooms() {
        CrowdGrid game = CrowdGrid.exploration();
        StationaryRun run = ExactMfTrpo.defaults()
                .withTemperature(0.3)
                .measuredAgainst(Law.uniform(104))
                .solve(game);
        int[] steps = {1, 20, 50, 100, 200};
        double[] distance = {0.945050, 0.365388, 0.0800669, 3.41837e-3, 7.21756e-6};
        double[] phi0 = {26.0029, 1.03865, 0.909684, 0.239373, 6.1504e-4};

        assertEquals(104, game.states());
        for (int i = 0; i < steps.length; i++) {
            int row = steps[i] - 1;
            assertEquals(
                    distance[i], run.history().get(row, Metrics.DISTANCE), 2e-6 * distance[i] + 6e-7 * distance[i]);
            assertEquals(phi0[i], run.history().get(row, Metrics.UNREGULARISED), 1e-5 * phi0[i], "six digits given");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.05, 1000, 0.031232, 0.0085, 0.2048, 0.5484",
        "0.05, 0.02, 1500, 0.032524, 0.0038, 0.1990, 0.5662"
    })
    void fourRoomsWithAPointOfInterest(
            double eta, double beta, int k, double target, double topLeft, double side, double bottomRight) {
        CrowdGrid game = CrowdGrid.fourRooms();
        StationaryRun run = ExactMfTrpo.defaults()
                .withTemperature(eta)
                .withStepSize(beta)
                .withOuterSteps(k)
                .withMetricsEvery(k)
                .solve(game);

        double[] quadrant = new double[4];
        for (int s = 0; s < game.states(); s++) {
            int row = game.cellOf(s) / 11;
            int col = game.cellOf(s) % 11;
            if (row != 5 && col != 5) {
                quadrant[(row > 5 ? 2 : 0) + (col > 5 ? 1 : 0)] += run.law().get(s);
            }
        }
        assertEquals(target, run.law().get(game.stateOf(10, 10)), 6e-7);
        assertEquals(topLeft, quadrant[0], 6e-5);
        assertEquals(side, quadrant[1], 6e-5);
        assertEquals(side, quadrant[2], 6e-5);
        assertEquals(bottomRight, quadrant[3], 6e-5);
    }

    @Test
    void transposingTheRoomTransposesTheResult() {
        CrowdGrid turned = CrowdGrid.room(6, 4)
                .withTarget(5, 1)
                .withWalls(new int[][] {{2, 1}, {2, 2}, {4, 0}})
                .withDistanceScale(6)
                .withMoveCost(0.05)
                .withSlip(0.2)
                .withDiscount(0.8)
                .withCongestion(3);
        ExactMfTrpo solver = ExactMfTrpo.defaults().withTemperature(0.1).withOuterSteps(10);
        StationaryRun run = solver.solve(ASYMMETRIC);
        StationaryRun other = solver.solve(turned);
        int[] mirrored = {0, 4, 3, 2, 1};
        for (int s = 0; s < 21; s++) {
            int t = turned.stateOf(ASYMMETRIC.cellOf(s) % 6, ASYMMETRIC.cellOf(s) / 6);
            assertEquals(run.law().get(s), other.law().get(t), 1e-12);
            for (int a = 0; a < 5; a++) {
                assertEquals(run.policy().probability(s, a), other.policy().probability(t, mirrored[a]), 1e-10);
            }
        }
    }

    @Test
    void wallsKeepThePointOfInterestTheSlipAndTheLawToStartFrom() {
        CrowdGrid room = CrowdGrid.corner(5).withTarget(0, 3).withSlip(0.2);
        CrowdGrid walled = room.withWalls(new int[][] {{0, 1}, {4, 4}});

        assertEquals("CrowdGrid 5x5, 2 walls, target (0,3), crowd penalty 4 mu", walled.toString());
        assertEquals(Law.uniform(23), walled.initialLaw());
        assertEquals(
                0.84,
                walled.kernel(walled.initialLaw()).probability(walled.stateOf(2, 2), 1, walled.stateOf(1, 2)),
                1e-15);
        Law own = Law.pointMass(25, 7);
        assertEquals(own, room.withInitialLaw(own).withWalls(new int[][] {}).initialLaw());
        CrowdGrid later = room.withInitialLaw(own).withWalls(new int[][] {{0, 1}});
        assertEquals(Law.pointMass(24, later.stateOf(1, 2)), later.initialLaw());
        assertMessage(
                "wall (1,2) is where the share 1.0 of the crowd starts; change withInitialLaw first",
                () -> room.withInitialLaw(own).withWalls(new int[][] {{1, 2}}));
    }

    @Test
    void wallsThatCutTheRoomAreRefused() {
        var e = assertThrows(
                InvalidModelException.class, () -> CrowdGrid.corner(3).withWalls(new int[][] {{0, 1}, {1, 1}, {2, 1}}));
        assertEquals("walls leave cell (0,2) unreachable from cell (0,0); open a door between them", e.getMessage());
    }

    @Test
    void wallsAndPointOfInterestComeInAnyOrder() {
        int[][] walls = {{4, 4}, {2, 2}};
        CrowdGrid first = CrowdGrid.corner(5).withTarget(0, 3).withWalls(walls);
        CrowdGrid last = CrowdGrid.corner(5).withWalls(walls).withTarget(0, 3);

        assertEquals(first.identity(), last.identity());
        assertEquals(first.target(), last.target());
        assertEquals(
                CrowdGrid.corner(5).identity(),
                CrowdGrid.corner(5).withWalls(walls).withWalls(new int[][] {}).identity());
    }

    @Test
    void aPointOfInterestOnAWallIsRefused() {
        CrowdGrid covered = CrowdGrid.corner(3).withWalls(new int[][] {{2, 2}});
        var e = assertThrows(InvalidModelException.class, () -> Equilibrium.compute(covered, 0.3));
        assertEquals("point of interest (2,2) is on a wall; put it on a free cell", e.getMessage());
        var moved = assertThrows(
                IllegalArgumentException.class, () -> CrowdGrid.smallRooms().withTarget(2, 2));
        assertEquals("point of interest (2,2) is on a wall; put it on a free cell", moved.getMessage());
    }

    @Test
    void badConstantsAreRefusedInOneLine() {
        CrowdGrid game = CrowdGrid.corner(5);
        assertMessage("room of 0 x 5 cells", () -> CrowdGrid.room(0, 5));
        assertMessage("room of -1 x -1 cells", () -> CrowdGrid.corner(-1));
        assertMessage(
                "wall = [5, 0] must be {row, col} inside the 5 x 5 room", () -> game.withWalls(new int[][] {{5, 0}}));
        assertMessage("slip = 1.5 must lie in [0, 1]", () -> game.withSlip(1.5));
        assertMessage("discount = 1.0 must be in [0, 1)", () -> game.withDiscount(1));
        assertMessage("capacity = 0.0 must be positive", () -> game.withCapacity(0));
        assertMessage("congestion kappa = NaN must be finite", () -> game.withCongestion(Double.NaN));
        assertMessage(
                "initial law has 3 entries, the room has 25 free cells", () -> game.withInitialLaw(Law.uniform(3)));
        assertMessage("cell (2,0) is on a wall", () -> CrowdGrid.smallRooms().stateOf(2, 0));
    }

    private static void assertMessage(String start, org.junit.jupiter.api.function.Executable action) {
        var e = assertThrows(IllegalArgumentException.class, action);
        assertTrue(e.getMessage().startsWith(start) && !e.getMessage().contains("\n"), e.getMessage());
    }
}
