package org.meanfield4j.graphon.operator;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.meanfield4j.core.Stop;
import org.meanfield4j.graphon.internal.linear.Arnoldi;

/**
 * The largest and the smallest eigenvalue of an aggregate. Costs a few dozen applications; no table.
 *
 * @param largest the largest eigenvalue
 * @param smallest the smallest eigenvalue, negative where the graphon is indefinite
 */
public record ExtremeEigenvalues(double largest, double smallest) {

    /**
     * Finds both.
     *
     * @param w the aggregate
     * @param stop asked on the way
     * @return its extreme eigenvalues
     */
    public static ExtremeEigenvalues of(AggregateOperator w, Stop stop) {
        double[] values = leading(w, stop);
        return new ExtremeEigenvalues(
                Arrays.stream(values).max().orElseThrow(),
                Arrays.stream(values).min().orElseThrow());
    }

    /**
     * The eigenvalues that are large enough for the method to find them to rounding, each once, and about the small ones.
     *
     * @param w the aggregate
     * @param stop asked on the way
     * @return at most 60 values
     */
    public static double[] leading(AggregateOperator w, Stop stop) {
        RealMatrix h = Arnoldi.restriction((in, out) -> w.apply(in, 0, out, 0, 1), w.labels(), stop);
        return new EigenDecomposition(h.add(h.transpose()).scalarMultiply(0.5)).getRealEigenvalues();
    }

    /**
     * The one of larger absolute value.
     *
     * @return λ_max, or the smallest eigenvalue where that is larger without its sign
     */
    public double leading() {
        return largest >= -smallest ? largest : smallest;
    }
}
