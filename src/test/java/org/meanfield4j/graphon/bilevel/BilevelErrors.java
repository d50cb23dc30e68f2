package org.meanfield4j.graphon.bilevel;

/** The errors of an iterate of a run, from its history. */
final class BilevelErrors {
    private BilevelErrors() {}

    static double k(GraphonRun run, int n) {
        return run.history().get(n, "RMSE of the slope");
    }

    static double g(GraphonRun run, int n) {
        return run.history().get(n, "RMSE of the intercepts");
    }

    static double z(GraphonRun run, int n) {
        return run.history().get(n, "RMSE of the aggregate");
    }
}
