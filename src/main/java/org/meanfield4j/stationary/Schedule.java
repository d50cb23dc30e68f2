package org.meanfield4j.stationary;

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
     * @param ratio in (0, 1)
     * @param least the floor
     * @return the schedule
     */
    static Schedule geometric(double start, double ratio, double least) {
        return new Geometric(start, ratio, least);
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
            return 1.0 / (k + 1);
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
     * @param ratio in (0, 1)
     * @param least the floor
     */
    record Geometric(double start, double ratio, double least) implements Schedule {
        @Override
        public double at(int k) {
            return Math.max(least, start * org.apache.commons.math3.util.FastMath.pow(ratio, k));
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
        @Override
        public double at(int k) {
            return Math.min(most, factor * base.at(k));
        }

        @Override
        public String toString() {
            return "min(" + most + ", " + factor + "·" + base + ")";
        }
    }
}
