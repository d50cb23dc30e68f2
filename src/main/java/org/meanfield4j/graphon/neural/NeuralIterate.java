package org.meanfield4j.graphon.neural;

import java.util.Map;
import java.util.TreeSet;
import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.files.ArrayFiles.Array;
import org.meanfield4j.core.law.Start;
import org.meanfield4j.graphon.bilevel.GraphonIterate;

/** The iterate of {@link NeuralPolicyGradient}: two networks with their optimisers, what they say, and the environment. */
final class NeuralIterate implements Iterate {
    final Network slope;
    final Network intercept;
    final GraphonIterate affine;

    /** The weights of a network and the moments of Adam, shape [P]. */
    record Network(String name, double[] weights, double[] first, double[] second) {

        /** Before the first step of Adam, from the weights of another run; no weights are found for a policy. */
        static Network start(String name, double[] initial, Start start) {
            Map<String, Array> arrays = start == null ? Map.of() : start.arrays();
            if (start != null && !arrays.containsKey(name)) {
                throw new IllegalArgumentException("start has " + new TreeSet<>(arrays.keySet()) + ", no " + name
                        + ", and a policy is not turned into one; start from a run of NeuralPolicyGradient");
            }
            double[] weights = start == null ? initial : arrays.get(name).values();
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
