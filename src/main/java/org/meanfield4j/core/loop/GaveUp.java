package org.meanfield4j.core.loop;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.meanfield4j.core.DivergedException;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.StopReason;
import org.meanfield4j.core.text.SafeText;

/**
 * What a step that threw means for its run, which keeps the last complete iterate.
 *
 * @param reason why the run stops
 * @param cause what was thrown, if neither the caller nor the numbers are to blame
 */
record GaveUp(StopReason reason, Optional<Throwable> cause) {

    /** Judges what filling the next iterate threw, and says it to the watch. */
    static GaveUp of(Throwable t, String where, Iterate next, RunWatch watch) {
        if (t instanceof CancellationException && watch.now()) {
            return new GaveUp(watch.reason(), Optional.empty());
        }
        if (t instanceof DivergedException) {
            watch.fail("diverged in " + where + (t.getMessage().isEmpty() ? "" : ", " + t.getMessage()));
            return new GaveUp(StopReason.DIVERGED, Optional.empty());
        }
        if (!next.finite()) {
            // Whoever complained was handed a number that is none.
            watch.fail("diverged in " + where + ": " + SafeText.line(t));
            return new GaveUp(StopReason.DIVERGED, Optional.of(t));
        }
        watch.fail("stopped in " + where + ": " + SafeText.line(t));
        return new GaveUp(StopReason.FAILED, Optional.of(t));
    }
}
