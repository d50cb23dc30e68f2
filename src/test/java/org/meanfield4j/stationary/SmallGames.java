package org.meanfield4j.stationary;

/** Games that several tests share, built by hand so that they do not lean on the library's own games. */
public final class SmallGames {
    private static final int[] DOWN = {0, -1, 0, 1, 0};
    private static final int[] RIGHT = {0, 0, 1, 0, -1};

    private SmallGames() {}

    /** The 5×5 crowd grid with its point of interest in the bottom right corner: 1 − d/8 − 4 μ(s), slip 0.1, γ = 0.9. */
    public static StationaryGame corner() {
        return corner(0.1, 4);
    }

    /** The same with another slip and crowd aversion κ. */
    public static StationaryGame corner(double slip, double kappa) {
        return StationaryGame.builder(25, 5)
                .name("5x5 corner")
                .next((s, a) -> {
                    int row = s / 5 + DOWN[a];
                    int col = s % 5 + RIGHT[a];
                    return row < 0 || row > 4 || col < 0 || col > 4 ? s : row * 5 + col;
                })
                .reward((s, a, mu) -> 1 - (8 - s / 5 - s % 5) / 8.0 - kappa * mu.get(s))
                .slip(slip)
                .build();
    }
}
