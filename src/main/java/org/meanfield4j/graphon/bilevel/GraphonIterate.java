package org.meanfield4j.graphon.bilevel;

import org.meanfield4j.core.Iterate;
import org.meanfield4j.graphon.GraphonPolicy;
import org.meanfield4j.graphon.GraphonStart;
import org.meanfield4j.graphon.LabelPaths;
import org.meanfield4j.graphon.internal.linear.Flat;

/** The iterate of graphon solvers: slopes K, intercepts G, environment Z, and the K and G that a cold start returns to. */
public final class GraphonIterate implements Iterate {
    /** K, shape [blocks, k, d]. */
    public final double[] slopes;
    /** G, shape [blocks, k, M]. */
    public final double[] intercepts;
    /** Z, shape [N + 1, d, M]. */
    public final double[] aggregate;

    private final int k;
    private final int d;
    private final int labels;
    private final double[] firstSlopes;
    private final double[] firstIntercepts;

    /** At a start whose arrays it takes over; cold if every outer iteration begins with its policy. */
    public GraphonIterate(GraphonStart start, boolean cold) {
        LabelPaths g = start.policy().intercepts();
        k = g.components();
        d = start.aggregate().components();
        labels = g.labels();
        slopes = start.policy().rawSlopes();
        intercepts = g.raw();
        aggregate = start.aggregate().raw();
        firstSlopes = cold ? slopes.clone() : null;
        firstIntercepts = cold ? intercepts.clone() : null;
    }

    @Override
    public void fields(Fields fields) {
        policy(fields, GraphonStart.SLOPES, slopes, GraphonStart.INTERCEPTS, intercepts);
        fields.numbers(GraphonStart.AGGREGATE, aggregate, aggregate.length / (d * labels), d, labels);
        if (firstSlopes != null) {
            policy(fields, "first slopes", firstSlopes, "first intercepts", firstIntercepts);
        }
    }

    private void policy(Fields fields, String slopeName, double[] slope, String interceptName, double[] intercept) {
        fields.numbers(slopeName, slope, slope.length / (k * d), k, d);
        fields.numbers(interceptName, intercept, intercept.length / (k * labels), k, labels);
    }

    /** Takes over the policy from which an outer iteration moves on: the last one, or the first after a cold start. */
    public void follow(GraphonIterate last) {
        copy(last.slopes, slopes);
        copy(last.intercepts, intercepts);
        if (firstSlopes != null) {
            copy(last.firstSlopes, firstSlopes);
            copy(last.firstIntercepts, firstIntercepts);
            copy(firstSlopes, slopes);
            copy(firstIntercepts, intercepts);
        }
    }

    /** Whether the policy is; in the midst of an outer iteration the environment is not yet there. */
    public boolean hasFinitePolicy() {
        return Flat.isFinite(slopes) && Flat.isFinite(intercepts);
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }

    /** Without a copy: the iterate belongs to the policy from now on. */
    public GraphonPolicy policy() {
        return new GraphonPolicy(d, slopes, new LabelPaths(k, labels, intercepts));
    }

    /** Without a copy, as {@link #policy()}. */
    public LabelPaths environment() {
        return new LabelPaths(d, labels, aggregate);
    }
}
