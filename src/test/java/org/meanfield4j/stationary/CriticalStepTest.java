package org.meanfield4j.stationary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meanfield4j.stationary.games.ChooseYourState;

class CriticalStepTest {
    private static final ExactMfTrpo ONE_PUSH = ExactMfTrpo.defaults().withKernelSteps(1);

    @Test
    void theBisectedStepIsTheOneOfTheLinearisation() {
        ChooseYourState game = ChooseYourState.rockPaperScissors();
        for (double eta : new double[] {0.1, 0.3}) {
            Equilibrium equilibrium = Equilibrium.compute(game, eta);
            double predicted = StabilityAnalysis.compute(equilibrium, 1).stableStep(20);
            double found =
                    CriticalStep.bisect(ONE_PUSH, equilibrium, predicted); // whose own temperature is another one
            assertEquals(predicted, found, 0.01 * predicted, "eta = " + eta);
        }
    }

    @Test
    void aGuessThatIsFarOffIsNoCriticalStep() {
        Equilibrium equilibrium = Equilibrium.compute(ChooseYourState.rockPaperScissors(), 0.1);
        assertTrue(Double.isNaN(CriticalStep.bisect(ONE_PUSH.withTemperature(0.1), equilibrium, 0.01)));
    }

    @Test
    void aGuessThatIsNotPositiveIsRefused() {
        Equilibrium equilibrium = Equilibrium.compute(ChooseYourState.rockPaperScissors(), 0.1);
        for (double guess : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> CriticalStep.bisect(ONE_PUSH, equilibrium, guess))
                    .getMessage();
            assertTrue(message.startsWith("guess = " + guess), message);
        }
    }

    @Test
    void anAnalysisSaysWhereToLook() {
        var analysis = StabilityAnalysis.compute(ChooseYourState.rockPaperScissors(), 0.1, 1);

        assertEquals(
                CriticalStep.bisect(ONE_PUSH.withTemperature(0.1), analysis.equilibrium(), analysis.stableStep(20)),
                CriticalStep.bisect(ExactMfTrpo.defaults().withTemperature(0.7), analysis));
    }
}
