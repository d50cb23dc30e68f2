package org.meanfield4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meanfield4j.plot.Figure;
import org.meanfield4j.plot.Plots;

class LiveTest {
    private static Figure figure(int rows) {
        return Plots.convergence(Histories.falling(rows), "exploitability").figure();
    }

    @Test
    void aStormOfUpdatesShowsAtMostFourASecondAndAlwaysTheLastState() {
        try (Recording recording = Recording.start()) {
            long start = System.nanoTime();
            Live live = Notebook.live("0");
            int k = 0;
            while (System.nanoTime() - start < 900_000_000L) {
                live.update(++k);
            }
            live.close();
            double seconds = (System.nanoTime() - start) * 1e-9;
            // The closing update comes on top of the regular ones.
            assertTrue(
                    recording.updates().size() <= 4 * seconds + 1,
                    () -> recording.updates().size() + " updates");
            assertEquals(String.valueOf(k), recording.outputs().get(0).data().get(Display.TEXT));
        }
    }

    @Test
    void aSkippedStateIsShownWhenTheLoopStalls() throws InterruptedException {
        try (Recording recording = Recording.start()) {
            Live live = Notebook.live("first");
            live.update("second");
            assertTrue(recording.updates().isEmpty());
            long deadline = System.nanoTime() + 5_000_000_000L;
            while (recording.updates().isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertEquals(
                    List.of("second"),
                    recording.updates().stream()
                            .map(update -> update.data().get(Display.TEXT))
                            .toList());
        }
    }

    @Test
    void onlyTheLastStateOfAFigureIsInteractive() {
        try (Recording recording = Recording.start()) {
            Live live = Notebook.live(figure(3));
            assertFalse(recording.outputs().get(0).data().containsKey(Display.PLOTLY));
            assertTrue(recording.outputs().get(0).data().containsKey(Display.PNG));
            live.finish(figure(9));
            assertEquals(
                    List.of(Display.PLOTLY, Display.PNG, Display.TEXT),
                    List.copyOf(recording.outputs().get(0).data().keySet()));
            assertEquals(figure(9).text(), recording.outputs().get(0).data().get(Display.TEXT));
        }
    }

    @Test
    void closingTwiceIsHarmlessAndUpdatingAfterwardsIsToldOff() {
        try (Recording recording = Recording.start()) {
            Live live = Notebook.live("only");
            live.close();
            live.close();
            assertEquals(1, recording.updates().size());
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> live.update("late"));
            assertEquals("the live output is finished; open another one with live(..)", e.getMessage());
        }
    }
}
