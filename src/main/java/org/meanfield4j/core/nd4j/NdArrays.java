package org.meanfield4j.core.nd4j;

import java.util.Arrays;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.files.ArrayFiles;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Between the library's values and ND4J's arrays. All conversions are here, so that nothing else of the library needs
 * ND4J to be there. Always copies.
 */
public final class NdArrays {
    private NdArrays() {}

    /**
     * A law as a vector.
     *
     * @param law μ
     * @return its probabilities, shape [n], DOUBLE
     * @throws UnsupportedOperationException if ND4J's native libraries cannot be loaded on this machine
     */
    public static INDArray of(Law law) {
        NativeArrays.require("NdArrays.of(law)", "use toArray()");
        return Nd4j.create(Require.given("law", law).toArray(), new long[] {law.size()}, DataType.DOUBLE);
    }

    /**
     * A policy as a table.
     *
     * @param policy π
     * @return its probabilities, shape [S, A], DOUBLE
     * @throws UnsupportedOperationException if ND4J's native libraries cannot be loaded on this machine
     */
    public static INDArray of(TabularPolicy policy) {
        Require.given("policy", policy);
        NativeArrays.require("NdArrays.of(policy)", "use probabilities()");
        return Nd4j.create(policy.probabilities(), new long[] {policy.states(), policy.actions()}, DataType.DOUBLE);
    }

    /**
     * An array from a file.
     *
     * @param array of any rank
     * @return the same values and shape, DOUBLE
     * @throws UnsupportedOperationException if ND4J's native libraries cannot be loaded on this machine
     */
    public static INDArray of(ArrayFiles.Array array) {
        Require.given("array", array);
        NativeArrays.require("NdArrays.of(array)", "use values() and shape()");
        return Nd4j.create(
                array.values(), Arrays.stream(array.shape()).asLongStream().toArray(), DataType.DOUBLE);
    }

    /**
     * The law held by a vector.
     *
     * @param probabilities a vector of any floating type; single precision passes only if its sum is one to
     *     {@link Law#SUM_TOLERANCE}
     * @return the law
     * @throws org.meanfield4j.core.check.InvalidModelException as {@link Law#of(double...)}
     * @throws IllegalArgumentException if it is not a vector; the message names the shape
     */
    public static Law law(INDArray probabilities) {
        if (!Require.given("probabilities", probabilities).isVectorOrScalar()) {
            throw new IllegalArgumentException("law has shape " + Arrays.toString(probabilities.shape())
                    + ", must be a vector of probabilities; flatten it with ravel()");
        }
        return Law.of(probabilities.castTo(DataType.DOUBLE).ravel().toDoubleVector());
    }

    /**
     * The policy held by a table.
     *
     * @param probabilities π, shape [S, A], of any floating type and order
     * @return the policy
     * @throws IllegalArgumentException as {@link TabularPolicy#ofProbabilities}, or if the table has another rank
     */
    public static TabularPolicy policy(INDArray probabilities) {
        if (Require.given("probabilities", probabilities).rank() != 2) {
            throw new IllegalArgumentException(
                    "probabilities has rank " + probabilities.rank() + ", must have shape [S, A]");
        }
        ArrayFiles.Array table = array(probabilities);
        return TabularPolicy.ofProbabilities(table.shape()[0], table.shape()[1], table.values());
    }

    /**
     * An array for a file.
     *
     * @param array of any type and order
     * @return its values as doubles, row-major
     * @throws IllegalArgumentException if it has neither numbers nor a shape with a 0
     */
    public static ArrayFiles.Array array(INDArray array) {
        if (Require.given("array", array).isEmpty() && array.rank() == 0) {
            throw new IllegalArgumentException(
                    "array = Nd4j.empty() has no shape, must hold numbers; give it one, such as Nd4j.create(0)");
        }
        int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
        double[] values = array.isEmpty()
                ? new double[0]
                : array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        return new ArrayFiles.Array(values, shape);
    }
}
