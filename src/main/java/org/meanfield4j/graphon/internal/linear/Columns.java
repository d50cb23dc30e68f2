package org.meanfield4j.graphon.internal.linear;

/** One label of an array whose last index is the label. */
public final class Columns {
    private Columns() {}

    /** The values of a label, newly allocated. */
    public static double[] of(double[] all, int labels, int label) {
        double[] out = new double[all.length / labels];
        copy(all, labels, label, out);
        return out;
    }

    /** The values of a label into out. */
    public static void copy(double[] all, int labels, int label, double[] out) {
        for (int e = 0; e < out.length; e++) {
            out[e] = all[e * labels + label];
        }
    }

    /** Replaces the values of a label. */
    public static void set(double[] all, int labels, int label, double[] values) {
        for (int e = 0; e < values.length; e++) {
            all[e * labels + label] = values[e];
        }
    }
}
