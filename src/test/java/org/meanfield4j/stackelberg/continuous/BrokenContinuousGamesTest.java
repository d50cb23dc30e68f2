package org.meanfield4j.stackelberg.continuous;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.check.InvalidModelException;

/** A state that leaves its box, and a box that holds none, get one line. */
class BrokenContinuousGamesTest {
    private static final ContinuousAcSmfg SOLVER = ContinuousAcSmfg.defaults().withIterations(1000);

    /** Shop positioning with some numbers replaced. */
    private static ContinuousGame with(Map<String, Double> numbers) {
        InvocationHandler handler = (proxy, method, args) -> numbers.containsKey(method.getName())
                ? numbers.get(method.getName())
                : method.invoke(ContinuousShop.defaults(), args);
        return (ContinuousGame) Proxy.newProxyInstance(
                ContinuousGame.class.getClassLoader(), new Class<?>[] {ContinuousGame.class}, handler);
    }

    private static String complaint(Map<String, Double> numbers) {
        String line = assertThrows(InvalidModelException.class, () -> SOLVER.solve(with(numbers)))
                .getMessage();
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    @Test
    void aStateThatLeavesItsBoxIsNamedWithTheBox() {
        String box =
                "state = NaN must lie in the box [-2.0, 2.0]; check noise, temperature and initial law of the game";
        assertEquals(box, complaint(Map.of("initialMean", Double.NaN)));
        ContinuousRun run = SOLVER.solve(with(Map.of("noise", Double.NaN)));
        assertEquals(StopReason.FAILED, run.stopped());
        assertTrue(run.info().warnings().get(0).contains(box), run.summary());
    }

    @Test
    void aBoxWithoutStatesIsRefused() {
        assertEquals(
                "lowest = 3.0 must be finite and below highest = 2.0; no state lies in such a box",
                complaint(Map.of("lowest", 3.0)));
        assertTrue(complaint(Map.of("highest", Double.POSITIVE_INFINITY)).contains("highest = Infinity"));
    }

    @Test
    void noNoiseIsSoLargeThatAStateGetsOut() {
        ContinuousRun run = SOLVER.withBlock(10).solve(with(Map.of("noise", 1e9, "initialDeviation", 1e9)));
        double[] states = run.outcome().state().arrays().get("states").values();
        for (double s : states) {
            assertTrue(s >= -2 && s <= 2, () -> "state " + s);
        }
    }
}
