package org.meanfield4j.stationary.sampled;

/**
 * Returns of rollouts gathered by their first state and action, and the estimate of Q that they make. Touches visited
 * states only, so that a step costs O(B) and not O(S).
 */
final class ReturnTable {
    private final int actions;
    private final int[] pairCount;
    private final double[] pairSum;
    private final int[] stateCount;
    private final double[] stateSum;
    private final int[] visited;
    private int visitedCount;

    ReturnTable(int states, int actions) {
        this.actions = actions;
        pairCount = new int[states * actions];
        pairSum = new double[states * actions];
        stateCount = new int[states];
        stateSum = new double[states];
        visited = new int[states];
    }

    /**
     * Replaces what was gathered before.
     *
     * @param pairs s·A + a of the first state and action of each rollout
     * @param returns G of each rollout
     */
    void gather(int[] pairs, double[] returns) {
        for (int v = 0; v < visitedCount; v++) {
            int s = visited[v];
            stateCount[s] = 0;
            stateSum[s] = 0;
            for (int i = s * actions; i < (s + 1) * actions; i++) {
                pairCount[i] = 0;
                pairSum[i] = 0;
            }
        }
        visitedCount = 0;
        for (int m = 0; m < pairs.length; m++) {
            int s = pairs[m] / actions;
            if (stateCount[s]++ == 0) {
                visited[visitedCount++] = s;
            }
            stateSum[s] += returns[m];
            pairCount[pairs[m]]++;
            pairSum[pairs[m]] += returns[m];
        }
    }

    /** How many states have a rollout. */
    int visitedCount() {
        return visitedCount;
    }

    /** The v-th visited state, in the order of first visit. */
    int visited(int v) {
        return visited[v];
    }

    /** Writes the estimate of Q(s, ·) of a visited state into its row of {@code q}. */
    void estimate(QEstimator estimator, int state, double[] q) {
        double mean = stateSum[state] / stateCount[state];
        double weight = (double) actions / stateCount[state];
        for (int i = state * actions; i < (state + 1) * actions; i++) {
            q[i] = switch (estimator) {
                case MEAN -> pairCount[i] == 0 ? mean : pairSum[i] / pairCount[i];
                case IS_BASELINE -> weight * (pairSum[i] - pairCount[i] * mean);
                case IS -> weight * pairSum[i];
            };
        }
    }
}
