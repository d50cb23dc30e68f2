package org.meanfield4j.graphon;

import java.util.Map;
import org.meanfield4j.core.ArrayFiles.Array;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Start;

/** The iterate of {@link NeuralPolicyGradient}: two networks with their optimisers, what they say, and the environment. */
final class NeuralIterate implements Iterate {
    final Network slope;
    final Network intercept;
    final GraphonIterate affine;

    /** The weights of a network and the moments of Adam, shape [P]. */
    record Network(String name, double[] weights, double[] first, double[] second) {

        /** Before the first step of Adam, from the weights of another run if it has a network of this size. */
        static Network start(String name, double[] initial, Start start) {
            Map<String, Array> arrays = start == null ? Map.of() : start.arrays();
            Array other = arrays.get(name);
            double[] weights = other == null ? initial : other.values();
            if (weights.length != initial.length) {
                throw new IllegalArgumentException(name + " of the start has " + weights.length + " weights, expected "
                        + initial.length + "; start from a run with the same widths");
            }
            return new Network(name, weights.clone(), new double[initial.length], new double[initial.length]);
        }

        void fields(Fields fields) {
            fields.numbers(name, weights);
            fields.numbers(name + " first moments", first);
            fields.numbers(name + " second moments", second);
        }
    }

    NeuralIterate(Network slope, Network intercept, GraphonIterate affine) {
        this.slope = slope;
        this.intercept = intercept;
        this.affine = affine;
    }

    @Override
    public void fields(Fields fields) {
        affine.fields(fields);
        slope.fields(fields);
        intercept.fields(fields);
    }
}
