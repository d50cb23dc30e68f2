package org.meanfield4j.graphon.operator;

/**
 * The aggregate of a graphon on M labels, (W f)(x_i) = Σ_j W_M(x_i, x_j) f(x_j), where W_M already contains the
 * quadrature weight 1/M. It is symmetric. The forms differ in cost only; {@link Graphon#aggregate} picks the cheapest
 * one of a graphon.
 */
public interface AggregateOperator {

    /**
     * How many labels there are.
     *
     * @return M
     */
    int labels();

    /**
     * Applies the operator to consecutive functions of the label.
     *
     * @param f input, {@code rows} functions of M values each, one after the other
     * @param from where the first one starts
     * @param out output, another array than {@code f}
     * @param to where the first result starts
     * @param rows how many functions
     */
    void apply(double[] f, int from, double[] out, int to, int rows);

    /**
     * What the form is, for readers.
     *
     * @return one line
     */
    String form();

    /**
     * The operator as a table.
     *
     * @return W_M, shape [M, M], row-major
     * @throws IllegalArgumentException if the table would take more than a quarter of the heap
     */
    default double[] toArray() {
        int m = labels();
        DenseAggregate.requireMemory(
                m, form(), "use fewer labels, or GraphonEquilibrium.compute, which needs no table");
        double[] unit = new double[m];
        double[] table = new double[m * m];
        for (int i = 0; i < m; i++) {
            unit[i] = 1;
            apply(unit, 0, table, i * m, 1);
            unit[i] = 0;
        }
        return table;
    }

    /**
     * Eigenvalues and orthonormal eigenvectors: all, or those that may differ from 0 where the rank is low. Costs O(M³),
     * with rank r O(M r²).
     *
     * @return at most M pairs, the largest absolute eigenvalue first
     * @throws IllegalArgumentException if the table would take more than a quarter of the heap
     */
    default Spectrum spectrum() {
        return Spectrum.ofSymmetric(toArray(), labels());
    }
}
