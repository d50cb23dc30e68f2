package org.meanfield4j.stationary.sampled;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.law.Law;

/** Whether restarts reach every state that the population can reach (the paper's concentrability assumption A-4). */
final class RestartCoverage {
    private static final int MOST_NAMED = 8;

    private RestartCoverage() {}

    /**
     * Judges a restart distribution at a law.
     *
     * @return a warning for the reachable states that ν itself misses, or none
     * @throws IllegalArgumentException if some reachable state can never be visited, whatever the policy
     */
    static List<String> check(RestartMode restart, Law nu, TransitionKernel kernel, Law law) {
        boolean trajectory = restart == RestartMode.NO_RESTART;
        BitSet start = trajectory ? BitSet.valueOf(new long[] {1}) : support(nu);
        String origin = trajectory ? "the trajectory that starts in state 0" : "the restart law";
        BitSet reachable = reachable(kernel, support(law));
        BitSet lost = (BitSet) reachable.clone();
        lost.andNot(reachable(kernel, start));
        if (!lost.isEmpty()) {
            throw new IllegalArgumentException(origin + " can never visit " + names(lost)
                    + ", which the population can reach; restart with positive probability there");
        }
        BitSet missed = (BitSet) reachable.clone();
        missed.andNot(start);
        if (trajectory || missed.isEmpty()) {
            return List.of();
        }
        return List.of("restart law misses " + names(missed) + ", which the population can reach: "
                + (restart == RestartMode.DIRECT
                        ? "the policy never changes there; use RestartMode.OCCUPATION or give them probability"
                        : "they are learnt only as often as walks reach them; give them probability"));
    }

    private static BitSet support(Law law) {
        BitSet set = new BitSet(law.size());
        for (int s = 0; s < law.size(); s++) {
            set.set(s, law.get(s) > 0);
        }
        return set;
    }

    private static BitSet reachable(TransitionKernel kernel, BitSet from) {
        BitSet seen = (BitSet) from.clone();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        from.stream().forEach(queue::add);
        while (!queue.isEmpty()) {
            int s = queue.remove();
            // The lists of all actions of a state lie one after the other.
            for (int e = kernel.start(s, 0); e < kernel.end(s, kernel.actions() - 1); e++) {
                int next = kernel.successor(e);
                if (!seen.get(next)) {
                    seen.set(next);
                    queue.add(next);
                }
            }
        }
        return seen;
    }

    private static String names(BitSet states) {
        List<String> names = new ArrayList<>();
        states.stream().limit(MOST_NAMED).forEach(s -> names.add(Integer.toString(s)));
        int more = states.cardinality() - names.size();
        return (states.cardinality() == 1 ? "state " : "states ")
                + String.join(", ", names)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
