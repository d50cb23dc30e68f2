package org.meanfield4j.graphon.operator;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.meanfield4j.core.Monitor;
import org.meanfield4j.core.Stop;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.loop.Loop;
import org.meanfield4j.core.random.Streams;

/**
 * A network of M players, your own or sampled from a graphon: then players i ≠ j are linked with probability
 * W(x_i, x_j). (W f)(x_i) is the sum of f over the neighbours of i, divided by M. As M grows a sampled one tends to the graphon aggregate at the
 * rate M^(-1/2). Neighbour lists; O(links) per function and in memory, O(M²) to sample. Immutable.
 */
public final class FiniteNetwork implements AggregateOperator {
    private static final int PROBES = 16;

    private final int[] start;
    private final int[] neighbours;

    private FiniteNetwork(int[] start, int[] neighbours) {
        this.start = start;
        this.neighbours = neighbours;
    }

    /**
     * Your own network; a game on it with costs of your own is {@code LqGraphonGame.base().withCoefficients(costs)
     * .withAggregate(network, "friends").withInitialMeans(means)}.
     *
     * @param adjacency which players are linked, shape [M, M], symmetric, no loops; players without a link are allowed
     * @return the network
     * @throws InvalidModelException if it has fewer than 2 players, is not square or not symmetric, or has a loop; the
     *     message names the players
     */
    public static FiniteNetwork ofAdjacency(boolean[][] adjacency) {
        int players = Require.all("adjacency", adjacency).size();
        if (players < 2) {
            throw new InvalidModelException("adjacency has " + players + " players, must have at least 2");
        }
        int[][] later = new int[players][];
        int[] degree = new int[players];
        for (int i = 0; i < players; i++) {
            if (adjacency[i].length != players) {
                throw new InvalidModelException("adjacency has " + adjacency[i].length + " entries in row " + i
                        + ", must have " + players + "; it is square");
            }
        }
        for (int i = 0; i < players; i++) {
            int[] row = new int[players];
            int count = 0;
            for (int j = 0; j < players; j++) {
                if (adjacency[i][j] != adjacency[j][i] || (i == j && adjacency[i][j])) {
                    throw new InvalidModelException("adjacency of players " + i + " and " + j + " = " + adjacency[i][j]
                            + (i == j
                                    ? "; leave the diagonal false"
                                    : ", but the other way round " + adjacency[j][i] + "; it must be symmetric"));
                }
                if (adjacency[i][j]) {
                    degree[i]++;
                    if (j > i) {
                        row[count++] = j;
                    }
                }
            }
            later[i] = Arrays.copyOf(row, count);
        }
        return new FiniteNetwork(starts(degree), both(later, degree));
    }

    /** About how many neighbours there will be: the mean of W at some places times M². */
    private static void requireMemory(Graphon graphon, int players) {
        double sum = 0;
        for (int i = 0; i < PROBES * PROBES; i++) {
            sum += graphon.value(Graphon.midpoint(i / PROBES, PROBES), Graphon.midpoint(i % PROBES, PROBES));
        }
        double neighbours = sum / (PROBES * PROBES) * players * players;
        Require.memory("players = " + players, (long) neighbours, 1, "their neighbours", "use fewer players");
    }

    /**
     * Samples a network.
     *
     * @param graphon W
     * @param players M, at least 2, at the labels x_i = (i + 1/2) / M
     * @param seed of the random numbers
     * @return a symmetric network without loops
     * @throws IllegalArgumentException if M &lt; 2
     * @throws InvalidModelException if W leaves [0, 1]; the message names x, y and the value
     */
    public static FiniteNetwork sample(Graphon graphon, int players, long seed) {
        return sample(graphon, players, seed, Monitor.silent());
    }

    /**
     * As {@link #sample(Graphon, int, long)}, while a monitor watches.
     *
     * @param graphon W
     * @param players M, at least 2, at the labels x_i = (i + 1/2) / M
     * @param seed of the random numbers
     * @param monitor may stop the work
     * @return a symmetric network without loops
     * @throws IllegalArgumentException if M &lt; 2
     * @throws InvalidModelException if W leaves [0, 1]; the message names x, y and the value
     * @throws org.meanfield4j.core.StoppedException if it was stopped
     */
    public static FiniteNetwork sample(Graphon graphon, int players, long seed, Monitor monitor) {
        return Loop.watch(Monitor.Plan.of("FiniteNetwork"), monitor, watch -> sample(graphon, players, seed, watch));
    }

    /**
     * As {@link #sample(Graphon, int, long)}, within a solver or an experiment.
     *
     * @param graphon W
     * @param players at least 2
     * @param seed of the edges
     * @param stop asked on the way
     * @return the network
     */
    public static FiniteNetwork sample(Graphon graphon, int players, long seed, Stop stop) {
        if (players < 2) {
            throw new IllegalArgumentException("players = " + players + " must be at least 2; use 100");
        }
        Require.given("stop", stop);
        requireMemory(Require.given("graphon", graphon), players);
        Streams streams = Streams.of(seed);
        int[][] later = new int[players][];
        int[] degree = new int[players];
        int[] row = new int[players];
        for (int i = 0; i < players; i++) {
            stop.check();
            RandomGenerator random = streams.at(i);
            int count = 0;
            for (int j = i + 1; j < players; j++) {
                if (random.nextDouble() < probability(graphon, i, j, players)) {
                    row[count++] = j;
                    degree[j]++;
                }
            }
            later[i] = Arrays.copyOf(row, count);
            degree[i] += count;
        }
        return new FiniteNetwork(starts(degree), both(later, degree));
    }

    private static double probability(Graphon graphon, int i, int j, int players) {
        double x = Graphon.midpoint(i, players);
        double y = Graphon.midpoint(j, players);
        double p = graphon.value(x, y);
        if (!(p >= 0 && p <= 1)) {
            throw new InvalidModelException("W(" + x + ", " + y + ") = " + p + " of " + graphon
                    + " must be in [0, 1] to be the probability of a link; scale the graphon");
        }
        return p;
    }

    private static int[] starts(int[] degree) {
        int[] start = new int[degree.length + 1];
        for (int i = 0; i < degree.length; i++) {
            start[i + 1] = Math.addExact(start[i], degree[i]);
        }
        return start;
    }

    /** The lists of all neighbours, ascending, from those of the later ones. */
    private static int[] both(int[][] later, int[] degree) {
        int[] next = starts(degree);
        int[] neighbours = new int[next[degree.length]];
        for (int i = 0; i < later.length; i++) {
            for (int j : later[i]) {
                neighbours[next[j]++] = i; // the earlier neighbours of j arrive in order, before its own later ones
            }
            System.arraycopy(later[i], 0, neighbours, next[i], later[i].length);
        }
        return neighbours;
    }

    @Override
    public int labels() {
        return start.length - 1;
    }

    /**
     * How many links there are.
     *
     * @return the number of pairs that are linked
     */
    public int links() {
        return neighbours.length / 2;
    }

    /**
     * The players that a player is linked to.
     *
     * @param player from 0
     * @return their indices, ascending
     */
    public int[] neighbours(int player) {
        Require.index("player", player, labels());
        return Arrays.copyOfRange(neighbours, start[player], start[player + 1]);
    }

    @Override
    public void apply(double[] f, int from, double[] out, int to, int rows) {
        int m = labels();
        DenseAggregate.requireRows(f, from, out, to, rows, m);
        for (int row = 0; row < rows; row++) {
            int fo = from + row * m;
            int oo = to + row * m;
            for (int i = 0; i < m; i++) {
                double sum = 0;
                for (int e = start[i]; e < start[i + 1]; e++) {
                    sum += f[fo + neighbours[e]];
                }
                out[oo + i] = sum / m;
            }
        }
    }

    @Override
    public String form() {
        return "neighbour lists of " + labels() + " players with " + links() + " links";
    }
}
