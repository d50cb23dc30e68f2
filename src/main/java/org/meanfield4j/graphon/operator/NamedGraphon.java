package org.meanfield4j.graphon.operator;

import java.util.function.IntFunction;

/** A graphon with a name and, where it has one, a fast form of its aggregate (otherwise null). */
final class NamedGraphon implements Graphon {
    private final String name;
    private final Graphon function;
    private final IntFunction<AggregateOperator> form;

    NamedGraphon(String name, Graphon function, IntFunction<AggregateOperator> form) {
        this.name = name;
        this.function = function;
        this.form = form;
    }

    @Override
    public double value(double x, double y) {
        return function.value(x, y);
    }

    @Override
    public AggregateOperator aggregate(int labels) {
        return form == null ? denseAggregate(labels) : form.apply(DenseAggregate.requireLabels(labels));
    }

    @Override
    public String toString() {
        return name;
    }
}
