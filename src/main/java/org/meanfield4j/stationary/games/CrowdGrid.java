package org.meanfield4j.stationary.games;

import java.util.function.DoubleUnaryOperator;
import org.meanfield4j.core.Withers;
import org.meanfield4j.core.chain.TransitionKernel;
import org.meanfield4j.core.check.InvalidModelException;
import org.meanfield4j.core.check.Require;
import org.meanfield4j.core.geometry.GridGeometry;
import org.meanfield4j.core.law.Law;
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
 * (w = 1, κ = 4, c = 0, p = 0.1, γ = 0.9).
 *
 * @param room the cells; {@link #withWalls} puts up walls
 * @param target the state of the point of interest; −1 − cell where a wall covers it, which solvers refuse
 * @param distanceScale D, positive
 * @param attraction w; 0 switches the attraction off
 * @param crowdPenalty f
 * @param moveCost c, paid for every chosen action but stay
 * @param moves where moves lead in the empty room, with slip p
 * @param discount γ in [0, 1)
 * @param capacity mass that closes a cell, positive: entering y ≠ s succeeds with probability 1 − min(1, μ(y)/capacity),
 *     and the kernel depends on the law; infinity switches the effect off
 * @param initialLaw μ_0, one entry per free cell
 */
@Withers
public record CrowdGrid(
        Room room,
        int target,
        double distanceScale,
        double attraction,
        CrowdPenalty crowdPenalty,
        double moveCost,
        Moves moves,
        double discount,
        double capacity,
        Law initialLaw)
        implements StationaryGame, GridGeometry, CrowdGridSettings.With {

    /** Checks sizes and numbers. */
    public CrowdGrid {
        Require.given("room", room);
        Require.given("crowdPenalty", crowdPenalty);
        int states = room.states();
        if (target >= states || target < -room.cells() || target < 0 && room.stateAt(-1 - target) != target) {
            throw new IllegalArgumentException("target = " + target + " must be a state 0 … " + (states - 1)
                    + "; withTarget(row, col) takes a cell");
        }
        require("distance scale D", distanceScale, distanceScale > 0, "positive");
        require("attraction w", attraction, true, "finite");
        require("move cost", moveCost, true, "finite");
        require("discount", discount, discount >= 0 && discount < 1, "in [0, 1); try 0.9");
        if (!(capacity > 0)) {
            throw new IllegalArgumentException(
                    "capacity = " + capacity + " must be positive; it is a share of the crowd");
        }
        if (Require.given("initialLaw", initialLaw).size() != states) {
            throw new IllegalArgumentException("initial law has " + initialLaw.size() + " entries, the room has "
                    + states + " free cells; give one per free cell");
        }
        Terms.check(states, Room.MOVES, moves, discount, initialLaw);
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
        Room room = new Room(rows, cols, new int[0][]);
        return new CrowdGrid(
                room,
                room.states() - 1,
                rows + cols - 2,
                1,
                CrowdPenalty.linear(4),
                0,
                room.moves(),
                Terms.DISCOUNT,
                Double.POSITIVE_INFINITY,
                Law.uniform(room.states()));
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
     * @return a changed copy; states are renumbered, a uniform initial law stays uniform, another one stays where it is.
     *     A wall may cover the point of interest until {@link #withTarget(int, int)} moves it
     * @throws IllegalArgumentException if a wall is outside, or where the crowd starts
     * @throws org.meanfield4j.core.check.InvalidModelException if the walls cut the room into parts; the message names a cell of each
     */
    public CrowdGrid withWalls(int[][] walls) {
        Room walled = new Room(room.rows(), room.cols(), walls);
        boolean uniform = initialLaw.equals(Law.uniform(states()));
        return with(game -> game.room(walled)
                .target(walled.stateAt(targetCell()))
                .moves(walled.moves().slipping(moves.slip()))
                .initialLaw(uniform ? Law.uniform(walled.states()) : initialLawIn(walled)));
    }

    private Law initialLawIn(Room walled) {
        double[] mass = new double[walled.states()];
        for (int s = 0; s < states(); s++) {
            int state = walled.stateAt(room.cellOf(s));
            if (state >= 0) {
                mass[state] = initialLaw.get(s);
            } else if (initialLaw.get(s) > 0) {
                throw new IllegalArgumentException("wall (" + room.row(s) + "," + room.col(s) + ") is where the share "
                        + initialLaw.get(s) + " of the crowd starts; change withInitialLaw first");
            }
        }
        return Law.of(mass);
    }

    private int targetCell() {
        return target < 0 ? -1 - target : room.cellOf(target);
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
        return withTarget(room.stateOf("point of interest", row, col));
    }

    /**
     * The linear crowd penalty f(m) = κm.
     *
     * @param kappa κ; negative values make a herd
     * @return a changed copy
     * @throws IllegalArgumentException if κ is not finite
     */
    public CrowdGrid withCongestion(double kappa) {
        return withCrowdPenalty(CrowdPenalty.linear(kappa));
    }

    /**
     * The logarithmic crowd penalty f(m) = κ log max(m, 1e-6).
     *
     * @param kappa κ
     * @return a changed copy
     * @throws IllegalArgumentException if κ is not finite
     */
    public CrowdGrid withLogCongestion(double kappa) {
        return withCrowdPenalty(CrowdPenalty.logarithmic(kappa));
    }

    /**
     * A crowd penalty of one's own.
     *
     * @param name what a run calls it, for instance {@code "mu^2"}
     * @param penalty f, finite on [0, 1]; checked whenever a solver evaluates it
     * @return a changed copy
     */
    public CrowdGrid withCrowdPenalty(String name, DoubleUnaryOperator penalty) {
        return withCrowdPenalty(new CrowdPenalty(name, penalty));
    }

    /**
     * Another slip.
     *
     * @param probability p in [0, 1]
     * @return a changed copy
     * @throws IllegalArgumentException if p is outside [0, 1]
     */
    public CrowdGrid withSlip(double probability) {
        return withMoves(moves.slipping(probability));
    }

    @Override
    public int rows() {
        return room.rows();
    }

    @Override
    public int cols() {
        return room.cols();
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
    public int cellOf(int state) {
        return room.cellOf(Require.index("state", state, states()));
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
    public double reward(int state, int action, Law law) {
        Terms.pair(state, action, law, this);
        return pull(state) - (action == 0 ? 0 : moveCost) - crowdPenalty.of().applyAsDouble(law.get(state));
    }

    @Override
    public void rewards(Law law, double[] out) {
        Require.given("law", law);
        Require.room("out", out, states() * actions());
        for (int s = 0, i = 0; s < states(); s++) {
            double pull = pull(s);
            double crowd = crowdPenalty.of().applyAsDouble(law.get(s));
            for (int a = 0; a < Room.MOVES; a++, i++) {
                out[i] = pull - (a == 0 ? 0 : moveCost) - crowd;
            }
        }
    }

    private double pull(int state) {
        if (target < 0) {
            throw new InvalidModelException("point of interest (" + targetCell() / cols() + "," + targetCell() % cols()
                    + ") is on a wall; put it on a free cell");
        }
        return attraction * (1 - room.distance(state, target) / distanceScale);
    }

    @Override
    public boolean kernelDependsOnLaw() {
        return capacity < Double.POSITIVE_INFINITY;
    }

    @Override
    public TransitionKernel kernel(Law law) {
        TransitionKernel free = moves.kernel();
        if (!kernelDependsOnLaw()) {
            return free;
        }
        return TransitionKernel.of(states(), Room.MOVES, (s, a, row) -> {
            double blocked = 0;
            for (int e = free.start(s, a); e < free.end(s, a); e++) {
                int next = free.successor(e);
                double p = free.probability(e);
                double full = next == s ? 0 : Math.min(1, law.get(next) / capacity);
                row.add(next, p * (1 - full));
                blocked += p * full;
            }
            row.add(s, blocked);
        });
    }

    @Override
    public String toString() {
        return "CrowdGrid " + rows() + "x" + cols()
                + (room.walls() == 0 ? "" : ", " + room.walls() + " walls")
                + ", target (" + targetCell() / cols() + "," + targetCell() % cols() + "), crowd penalty "
                + crowdPenalty.name()
                + (kernelDependsOnLaw() ? ", capacity " + CrowdPenalty.number(capacity) : "");
    }

    private static void require(String name, double value, boolean valid, String constraint) {
        if (!valid || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " = " + value + " must be " + constraint);
        }
    }
}
