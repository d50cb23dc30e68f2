package org.meanfield4j.stationary;

import org.meanfield4j.stationary.games.CrowdGrid;

/**
 * A grid without any symmetry and with no parameter at its default: swapped rows and columns, a wrong action order, a
 * hard-coded discount or a forgotten move cost change every number. 4 rows × 6 columns, walls (1,2), (2,2), (0,4), point
 * of interest (1,5), D = 6, κ = 3, move cost 0.05, p = 0.2, γ = 0.8.
 */
public final class AsymmetricGrid {
    private AsymmetricGrid() {}

    public static CrowdGrid create() {
        return CrowdGrid.room(4, 6)
                .withTarget(1, 5)
                .withWalls(new int[][] {{1, 2}, {2, 2}, {0, 4}})
                .withDistanceScale(6)
                .withCongestion(3)
                .withMoveCost(0.05)
                .withSlip(0.2)
                .withDiscount(0.8);
    }
}
