package org.meanfield4j.control;

import org.meanfield4j.core.Iterate;
import org.meanfield4j.core.Outcome;

/** Parameters, the moments of Adam, and the best row so far; random streams need no state. */
final class ControlIterate implements Iterate {
    final double[] theta;
    final double[] first;
    final double[] second;
    /** ‖ĝ‖ of the last update. */
    final double[] norm = new double[1];

    final double[] best;
    final double[] bestValue = {-Double.MAX_VALUE};
    final long[] bestUpdate = new long[1];

    ControlIterate(double[] theta) {
        this.theta = theta;
        first = new double[theta.length];
        second = new double[theta.length];
        best = theta.clone();
    }

    @Override
    public void fields(Fields fields) {
        fields.numbers(ControlRun.THETA, theta, theta.length);
        fields.numbers("first moments", first, first.length);
        fields.numbers("second moments", second, second.length);
        fields.numbers("gradient norm", norm, 1);
        fields.numbers(ControlRun.BEST, best, best.length);
        fields.numbers("best value", bestValue, 1);
        fields.counts("best update", bestUpdate);
    }

    void copy(ControlIterate from) {
        System.arraycopy(from.theta, 0, theta, 0, theta.length);
        System.arraycopy(from.first, 0, first, 0, theta.length);
        System.arraycopy(from.second, 0, second, 0, theta.length);
        System.arraycopy(from.best, 0, best, 0, theta.length);
        norm[0] = from.norm[0];
        bestValue[0] = from.bestValue[0];
        bestUpdate[0] = from.bestUpdate[0];
    }

    /** Keeps the parameters of a row if none was better. */
    void keepBest(int update, double value) {
        if (value > bestValue[0]) {
            System.arraycopy(theta, 0, best, 0, theta.length);
            bestValue[0] = value;
            bestUpdate[0] = update;
        }
    }

    ControlRun run(ControlPolicy policy, Outcome outcome) {
        return new ControlRun(policy, theta, best, bestValue[0], bestUpdate[0], outcome);
    }
}
