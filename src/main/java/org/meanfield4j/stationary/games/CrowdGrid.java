package org.meanfield4j.stationary.games;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.util.FastMath;
import org.meanfield4j.core.GridGeometry;
import org.meanfield4j.core.Law;
import org.meanfield4j.core.TransitionKernel;
import org.meanfield4j.stationary.StationaryGame;

/**
 * The grid crowd game: a crowd in a room wants to be near a point of interest and away from each other,
 *
 * <pre>r(s, a, μ) = w (1 − d(s, target) / D) − c·1[a ≠ stay] − f(μ(s)),</pre>
 *
 * with d the Manhattan distance (ignoring walls) and f the crowd penalty, κμ(s) by default. Actions are 0 stay, 1 up,
 * 2 right, 3 down, 4 left; a move into a wall stays in place and still pays. With probability p the chosen action is
 * replaced by a uniformly drawn one; the move cost is that of the chosen action. With a capacity, entering a cell y
 * succeeds with probability 1 − min(1, μ(y)/capacity) only. States are the free cells, row by row from the top left.
 *
 * <p>Room, point of interest and temperatures are the paper's; the reward formula and all constants are ours
 * (w = 1, κ = 4, c = 0, p = 0.1, γ = 0.9). Immutable; the {@code with…} methods give changed copies.
 */
public final class CrowdGrid implements StationaryGame, GridGeometry {
    /** Laws below this count as this in a logarithmic crowd penalty. */
    static final double LOG_FLOOR = 1e-6;

    private final Rules rules;
    private final Room room;
    private final double[] attraction;
    private final TransitionKernel free;

    /** The constants of a game while it is put together. */
    private static final class Rules implements Cloneable {
        int rows;
        int cols;
        int[][] walls = {};
        int targetRow;
        int targetCol;
        double scale;
        double weight = 1;
        double moveCost;
        double slip = 0.1;
        double discount = 0.9;
        double capacity = Double.POSITIVE_INFINITY;
        String crowdName;
        DoubleUnaryOperator crowd;
        Law start;

        @Override
        public Rules clone() {
            try {
                return (Rules) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private CrowdGrid(Rules rules) {
        this.rules = rules;
        room = new Room(rules.rows, rules.cols, rules.walls);
        room.stateOf("point of interest", rules.targetRow, rules.targetCol);
        int states = room.states();
        if (rules.start != null && rules.start.size() != states) {
            throw new IllegalArgumentException("initial law has " + rules.start.size() + " entries, the room has "
                    + states + " free cells; give one per free cell");
        }
        attraction = new double[states];
        for (int s = 0; s < states; s++) {
            int distance = Math.abs(room.row(s) - rules.targetRow) + Math.abs(room.col(s) - rules.targetCol);
            attraction[s] = rules.weight * (1 - distance / rules.scale);
        }
        free = TransitionKernel.deterministic(states, Room.MOVES, room::move).withSlip(rules.slip);
    }

    /**
     * An empty room with the point of interest in the bottom right corner: the paper's experiment for n = 5.
     *
     * @param n rows and columns, at least 2
     * @return the game with κ = 4, no move cost, slip 0.1, discount 0.9, D = 2n − 2
     * @throws IllegalArgumentException if n &lt; 2
     */
    public static CrowdGrid corner(int n) {
        return room(n, n);
    }

    /**
     * An empty room of any shape, point of interest bottom right.
     *
     * @param rows height, positive
     * @param cols width, positive; at least two cells together
     * @return the game with κ = 4, no move cost, slip 0.1, discount 0.9, D = rows + cols − 2
     * @throws IllegalArgumentException if a size is not positive or there is only one cell
     */
    public static CrowdGrid room(int rows, int cols) {
        if (rows < 1 || cols < 1 || (long) rows * cols < 2 || (long) rows * cols > 1_000_000) {
            throw new IllegalArgumentException("room of " + rows + " x " + cols
                    + " cells: both sides must be at least 1, with 2 to 1000000 cells together");
        }
        Rules rules = new Rules();
        rules.rows = rows;
        rules.cols = cols;
        rules.targetRow = rows - 1;
        rules.targetCol = cols - 1;
        rules.scale = rows + cols - 2;
        setLinearCrowd(rules, 4);
        return new CrowdGrid(rules);
    }

    /**
     * The 5×5 room split by walls into four 2×2 rooms joined by doors.
     *
     * @return {@link #corner corner(5)} with walls (2,0), (2,2), (2,4), (0,2), (4,2)
     */
    public static CrowdGrid smallRooms() {
        return corner(5).withWalls(new int[][] {{2, 0}, {2, 2}, {2, 4}, {0, 2}, {4, 2}});
    }

    /**
     * Four 5×5 rooms in an 11×11 grid with one door between neighbours and the point of interest bottom right.
     *
     * @return 104 states, reward 1 − d/20 − 20 μ(s)
     */
    public static CrowdGrid fourRooms() {
        int[][] walls = new int[17][];
        int n = 0;
        for (int i = 0; i < 11; i++) {
            if (i != 2 && i != 8) {
                walls[n++] = new int[] {5, i};
                if (i != 5) {
                    walls[n++] = new int[] {i, 5};
                }
            }
        }
        return corner(11).withWalls(walls).withCongestion(20);
    }

    /**
     * Exploration of the four rooms: no point of interest, the crowd starts in the top left corner and spreads out.
     *
     * @return 104 states, reward −log max(μ(s), 1e-6), everyone at cell (0,0) at the start
     */
    public static CrowdGrid exploration() {
        CrowdGrid rooms = fourRooms().withAttraction(0).withLogCongestion(1);
        return rooms.withInitialLaw(Law.pointMass(rooms.states(), 0));
    }

    /**
     * The 5×5 room in which full cells cannot be entered: the kernel depends on the law.
     *
     * @return {@link #corner corner(5)} with capacity 0.3 and κ = 2
     */
    public static CrowdGrid kinetic() {
        return corner(5).withCongestion(2).withCapacity(0.3);
    }

    /**
     * Other walls.
     *
     * @param walls pairs {row, col}, shape [W, 2]; copied
     * @return a changed copy; states are renumbered
     * @throws IllegalArgumentException if a wall is outside or on the point of interest
     * @throws org.meanfield4j.core.InvalidModelException if the walls cut the room into parts; the message names a cell of each
     */
    public CrowdGrid withWalls(int[][] walls) {
        int[][] copy = Arrays.stream(walls).map(int[]::clone).toArray(int[][]::new);
        return with(r -> r.walls = copy);
    }

    /**
     * Another point of interest.
     *
     * @param row its row
     * @param col its column
     * @return a changed copy
     * @throws IllegalArgumentException if it is outside or on a wall
     */
    public CrowdGrid withTarget(int row, int col) {
        return with(r -> {
            r.targetRow = row;
            r.targetCol = col;
        });
    }

    /**
     * Another unit of distance.
     *
     * @param scale D, positive
     * @return a changed copy
     * @throws IllegalArgumentException if D is not positive and finite
     */
    public CrowdGrid withDistanceScale(double scale) {
        requireFinite("distance scale D", scale, scale > 0, "positive");
        return with(r -> r.scale = scale);
    }

    /**
     * Another pull of the point of interest.
     *
     * @param weight w; 0 switches the attraction off
     * @return a changed copy
     * @throws IllegalArgumentException if w is not finite
     */
    public CrowdGrid withAttraction(double weight) {
        requireFinite("attraction w", weight, true, "finite");
        return with(r -> r.weight = weight);
    }

    /**
     * The linear crowd penalty f(m) = κm.
     *
     * @param kappa κ; negative values make a herd
     * @return a changed copy
     * @throws IllegalArgumentException if κ is not finite
     */
    public CrowdGrid withCongestion(double kappa) {
        requireFinite("congestion kappa", kappa, true, "finite");
        return with(r -> setLinearCrowd(r, kappa));
    }

    /**
     * The logarithmic crowd penalty f(m) = κ log max(m, 1e-6).
     *
     * @param kappa κ
     * @return a changed copy
     * @throws IllegalArgumentException if κ is not finite
     */
    public CrowdGrid withLogCongestion(double kappa) {
        requireFinite("congestion kappa", kappa, true, "finite");
        return withCrowdPenalty(number(kappa) + " log mu", m -> kappa * FastMath.log(Math.max(m, LOG_FLOOR)));
    }

    /**
     * A crowd penalty of one's own.
     *
     * @param name what a run calls it, for instance {@code "mu^2"}
     * @param penalty f, finite on [0, 1]; checked whenever a solver evaluates it
     * @return a changed copy
     */
    public CrowdGrid withCrowdPenalty(String name, DoubleUnaryOperator penalty) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(penalty, "penalty");
        return with(r -> {
            r.crowdName = name;
            r.crowd = penalty;
        });
    }

    /**
     * Another price of a move.
     *
     * @param cost c, paid for every chosen action but stay
     * @return a changed copy
     * @throws IllegalArgumentException if c is not finite
     */
    public CrowdGrid withMoveCost(double cost) {
        requireFinite("move cost", cost, true, "finite");
        return with(r -> r.moveCost = cost);
    }

    /**
     * Another slip.
     *
     * @param probability p in [0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public CrowdGrid withSlip(double probability) {
        return with(r -> r.slip = probability);
    }

    /**
     * Another discount.
     *
     * @param gamma γ in [0, 1)
     * @return a changed copy
     * @throws IllegalArgumentException if γ is outside [0, 1)
     */
    public CrowdGrid withDiscount(double gamma) {
        requireFinite("discount", gamma, gamma >= 0 && gamma < 1, "in [0, 1); try 0.9");
        return with(r -> r.discount = gamma);
    }

    /**
     * Cells that fill up: entering y ≠ s succeeds with probability 1 − min(1, μ(y)/capacity).
     *
     * @param capacity mass that closes a cell, positive; infinity switches the effect off
     * @return a changed copy, whose kernel depends on the law
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public CrowdGrid withCapacity(double capacity) {
        if (!(capacity > 0)) {
            throw new IllegalArgumentException(
                    "capacity = " + capacity + " must be positive; it is a share of the crowd");
        }
        return with(r -> r.capacity = capacity);
    }

    /**
     * Another law to start from.
     *
     * @param law one entry per free cell
     * @return a changed copy
     * @throws IllegalArgumentException if the law has another size
     */
    public CrowdGrid withInitialLaw(Law law) {
        return with(r -> r.start = law);
    }

    @Override
    public int rows() {
        return rules.rows;
    }

    @Override
    public int cols() {
        return rules.cols;
    }

    @Override
    public int states() {
        return room.states();
    }

    @Override
    public int actions() {
        return Room.MOVES;
    }

    @Override
    public double discount() {
        return rules.discount;
    }

    @Override
    public int cellOf(int state) {
        return room.cellOf(state);
    }

    /**
     * The state of a cell.
     *
     * @param row from 0 at the top
     * @param col from 0 at the left
     * @return the state
     * @throws IllegalArgumentException if the cell is outside or a wall
     */
    public int stateOf(int row, int col) {
        return room.stateOf("cell", row, col);
    }

    @Override
    public Law initialLaw() {
        return rules.start == null ? Law.uniform(states()) : rules.start;
    }

    @Override
    public double reward(int state, int action, Law law) {
        return attraction[state] - (action == 0 ? 0 : rules.moveCost) - rules.crowd.applyAsDouble(law.get(state));
    }

    @Override
    public boolean kernelDependsOnLaw() {
        return rules.capacity < Double.POSITIVE_INFINITY;
    }

    @Override
    public TransitionKernel kernel(Law law) {
        if (!kernelDependsOnLaw()) {
            return free;
        }
        return TransitionKernel.of(states(), Room.MOVES, (s, a, row) -> {
            double blocked = 0;
            for (int e = free.start(s, a); e < free.end(s, a); e++) {
                int next = free.successor(e);
                double p = free.probability(e);
                double full = next == s ? 0 : Math.min(1, law.get(next) / rules.capacity);
                row.add(next, p * (1 - full));
                blocked += p * full;
            }
            row.add(s, blocked);
        });
    }

    @Override
    public String toString() {
        return "CrowdGrid " + rules.rows + "x" + rules.cols
                + (rules.walls.length == 0 ? "" : ", " + rules.walls.length + " walls")
                + ", target (" + rules.targetRow + "," + rules.targetCol + "), crowd penalty " + rules.crowdName
                + (kernelDependsOnLaw() ? ", capacity " + number(rules.capacity) : "");
    }

    private CrowdGrid with(Consumer<Rules> change) {
        Rules copy = rules.clone();
        change.accept(copy);
        return new CrowdGrid(copy);
    }

    private static void setLinearCrowd(Rules rules, double kappa) {
        rules.crowdName = number(kappa) + " mu";
        rules.crowd = m -> kappa * m;
    }

    private static void requireFinite(String name, double value, boolean valid, String constraint) {
        if (!valid || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + " must be " + constraint);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
