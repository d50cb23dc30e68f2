package org.meanfield4j.stationary;

import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.law.Identified;

/** A number that may change with the outer step k = 1, 2, …: a step size β_k or a temperature η_k. */
public sealed interface Schedule {

    /**
     * The value at an outer step.
     *
     * @param k from 1
     * @return the value
     */
    double at(int k);

    /**
     * Whether it never turns, so that its first and last value bound the others.
     *
     * @return false for a schedule of one's own
     */
    default boolean monotone() {
        return true;
    }

    /**
     * The same value at every step.
     *
     * @param value the value
     * @return the schedule
     */
    static Schedule constant(double value) {
        return new Constant(value);
    }

    /**
     * 1/(k + 1): every law since the start gets the same weight.
     *
     * @return the schedule
     */
    static Schedule harmonic() {
        return new Harmonic();
    }

    /**
     * max(least, start · ratio^k): falls to a floor.
     *
     * @param start the value at k = 0
     * @param ratio in (0, 1]
     * @param least the floor
     * @return the schedule
     */
    static Schedule geometric(double start, double ratio, double least) {
        return new Geometric(start, ratio, least);
    }

    /**
     * A schedule of one's own, such as {@code Schedule.of("k^-0.7", k -> Math.pow(k, -0.7))}.
     *
     * @param name what readers and checkpoints know it by: another function needs another name
     * @param values the value at k = 1, 2, …; the same at every call
     * @return the schedule
     */
    static Schedule of(String name, IntToDoubleFunction values) {
        return new Own(name, values);
    }

    /**
     * min(most, factor · this): a step size that follows a temperature down.
     *
     * @param factor multiplies this schedule
     * @param most the cap
     * @return the schedule
     */
    default Schedule timesAtMost(double factor, double most) {
        return new Capped(this, factor, most);
    }

    /**
     * A constant.
     *
     * @param value the value
     */
    record Constant(double value) implements Schedule {
        /** Checks the value. */
        public Constant {
            Require.finite("value", value);
        }

        @Override
        public double at(int k) {
            return value;
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** 1/(k + 1). */
    record Harmonic() implements Schedule {
        @Override
        public double at(int k) {
            return 1.0 / (Require.atLeast("k", k, 0) + 1);
        }

        @Override
        public String toString() {
            return "1/(k+1)";
        }
    }

    /**
     * A geometric decay to a floor.
     *
     * @param start the value at k = 0
     * @param ratio in (0, 1]
     * @param least the floor
     */
    record Geometric(double start, double ratio, double least) implements Schedule {
        /** Checks the numbers. */
        public Geometric {
            Require.finite("start", start);
            Require.finite("least", least);
            if (!(ratio > 0 && ratio <= 1)) {
                throw new IllegalArgumentException("ratio = " + ratio + " must lie in (0, 1]; try 0.98");
            }
        }

        @Override
        public double at(int k) {
            return Math.max(least, start * FastMath.pow(ratio, (int) Require.atLeast("k", k, 0)));
        }

        @Override
        public String toString() {
            return "max(" + least + ", " + start + "·" + ratio + "^k)";
        }
    }

    /**
     * A capped multiple of another schedule.
     *
     * @param base the other schedule
     * @param factor multiplies it
     * @param most the cap
     */
    record Capped(Schedule base, double factor, double most) implements Schedule {
        /** Checks the numbers. */
        public Capped {
            Require.given("base", base);
            Require.finite("factor", factor);
            Require.finite("most", most);
        }

        @Override
        public double at(int k) {
            return Math.min(most, factor * base.at(k));
        }

        @Override
        public boolean monotone() {
            return base.monotone();
        }

        @Override
        public String toString() {
            return "min(" + most + ", " + factor + "·" + base + ")";
        }
    }

    /**
     * A schedule of one's own.
     *
     * @param name what readers and checkpoints know it by
     * @param values the value at k
     */
    record Own(String name, IntToDoubleFunction values) implements Schedule, Identified {
        /** Checks that nothing is missing. */
        public Own {
            Require.given("values", values);
            Require.named("schedule", name);
        }

        @Override
        public double at(int k) {
            return values.applyAsDouble(k);
        }

        @Override
        public boolean monotone() {
            return false;
        }

        @Override
        public String identity() {
            return "schedule " + name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
