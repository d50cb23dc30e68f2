package org.meanfield4j.graphon;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.meanfield4j.core.Stop;

/**
 * The largest and the smallest eigenvalue of an aggregate. Costs a few dozen applications; no table.
 *
 * @param largest the largest eigenvalue
 * @param smallest the smallest eigenvalue, negative where the graphon is indefinite
 */
record ExtremeEigenvalues(double largest, double smallest) {

    static ExtremeEigenvalues of(AggregateOperator w, Stop stop) {
        RealMatrix h = Arnoldi.restriction((in, out) -> w.apply(in, 0, out, 0, 1), w.labels(), stop);
        double[] values = new EigenDecomposition(h.add(h.transpose()).scalarMultiply(0.5)).getRealEigenvalues();
        return new ExtremeEigenvalues(
                Arrays.stream(values).max().orElseThrow(),
                Arrays.stream(values).min().orElseThrow());
    }

    /** The one of larger absolute value. */
    double leading() {
        return largest >= -smallest ? largest : smallest;
    }
}
