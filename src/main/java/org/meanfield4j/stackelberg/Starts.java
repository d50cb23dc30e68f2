package org.meanfield4j.stackelberg;

import java.util.Map;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.law.Start;

/** Fills iterates from the arrays of a start that have the same names; counters begin at zero. */
public final class Starts {
    private Starts() {}

    /**
     * Fills what a start holds.
     *
     * @param iterate is filled where names agree
     * @param start a run of the same game
     * @param needed one array that a run of a method of this kind has; or else {@code "theta"}
     * @throws IllegalArgumentException if the start has neither, or an array of another size
     */
    public static void fill(Iterate iterate, Start start, String needed) {
        Require.given("iterate", iterate);
        Require.given("needed", needed);
        Map<String, ArrayFiles.Array> arrays = Require.given("start", start).arrays();
        if (!arrays.containsKey(needed) && !arrays.containsKey("theta")) {
            throw new IllegalArgumentException("the start holds " + arrays.keySet() + ", no '" + needed
                    + "'; start from a run of the same game by a method of this kind");
        }
        iterate.fields(new Iterate.Fields() {
            @Override
            public void numbers(String name, double[] values, int... shape) {
                // Trajectories begin anew, and methods differ in how many they have.
                ArrayFiles.Array from = name.equals("states") ? null : arrays.get(name);
                if (from != null && from.values().length != values.length) {
                    throw new IllegalArgumentException("'" + name + "' of the start has " + from.values().length
                            + " entries, the game needs " + values.length + "; start from a run of the same game");
                }
                if (from != null) {
                    System.arraycopy(from.values(), 0, values, 0, values.length);
                }
            }

            @Override
            public void logs(String name, double[] values, int... shape) {
                numbers(name, values, shape);
            }

            @Override
            public void counts(String name, long[] values) {
                // A start begins at k = 0.
            }
        });
    }
}
