package org.meanfield4j.core.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.meanfield4j.core.chain.MarkovChainTest;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.law.Law;
import org.meanfield4j.core.law.TabularPolicy;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NdArraysTest {

    @Test
    void aLawGoesToNd4jAndBackInDoublePrecision() {
        Law law = Law.of(1.0 / 3, 2.0 / 3);

        assertEquals(DataType.DOUBLE, NdArrays.of(law).dataType());
        assertArrayEquals(new long[] {2}, NdArrays.of(law).shape());
        assertEquals(law, NdArrays.law(NdArrays.of(law)));
    }

    @Test
    void aLawInSinglePrecisionPassesOnlyWhenItsSumIsOne() {
        assertEquals(
                Law.of(0.25, 0.75),
                NdArrays.law(Nd4j.createFromArray(new float[] {0.25f, 0.75f}).reshape(1, 2)));
        assertThrows(
                InvalidModelException.class, () -> NdArrays.law(Nd4j.createFromArray(new float[] {0.1f, 0.7f, 0.2f})));
    }

    @Test
    void aMatrixIsNoLaw() {
        assertMessage(
                "law has shape [2, 2], must be a vector of probabilities; flatten it with ravel()",
                () -> NdArrays.law(Nd4j.create(new double[][] {{0.25, 0.25}, {0.25, 0.25}})));
    }

    @Test
    void aPolicyGoesToNd4jAndBack() {
        TabularPolicy policy = MarkovChainTest.randomPolicy(4, 3, 2);

        TabularPolicy back = NdArrays.policy(NdArrays.of(policy));

        for (int s = 0; s < 4; s++) {
            for (int a = 0; a < 3; a++) {
                assertEquals(policy.probability(s, a), back.probability(s, a), 1e-15);
            }
        }
    }

    @Test
    void aTableInAnyOrderIsAPolicyButAVectorIsNone() {
        INDArray table = Nd4j.create(new double[][] {{0.25, 0.75}, {0.5, 0.5}, {1, 0}});

        assertEquals(TabularPolicy.ofProbabilities(3, 2, 0.25, 0.75, 0.5, 0.5, 1, 0), NdArrays.policy(table.dup('f')));
        assertMessage(
                "probabilities has rank 1, must have shape [S, A]",
                () -> NdArrays.policy(Nd4j.create(new double[] {0.5, 0.5})));
    }

    @Test
    void anArrayGoesToNd4jAndBackWhateverItsOrder() {
        INDArray array = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertArrayEquals(
                new double[] {1, 4, 2, 5, 3, 6},
                NdArrays.array(array.transpose()).values());
        assertArrayEquals(
                new double[] {1, 2, 3, 4, 5, 6}, NdArrays.array(array.dup('f')).values());
        assertEquals(array, NdArrays.of(NdArrays.array(array)));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
