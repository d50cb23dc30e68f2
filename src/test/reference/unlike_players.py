"""What one shared slope costs players with unlike drifts in the game of lq_graphon.py. Run: python unlike_players.py

20 labels, drift 0.2 + a (2x - 1). Shared slope: K_i <- K_i - 0.4 (mean g_i S_i)/(mean S_i) over players until it
stands; gap of a player: its noise cost with the shared slope less the one with the best slope of its own.
"""
import numpy as np

import lq_graphon as game
from lq_graphon import DT, N, SHOCK, START, best_slope, slope_cost, value_step


def with_drift(drift, f, *arguments):
    game.A = drift
    return f(*arguments)


def parts(k):
    """Directions and variances of the player whose drift is set."""
    p, s, g = 1.0, np.full(N, START), np.zeros(N)
    for i in range(N - 1):
        s[i + 1] = (1 + DT * (game.A + k[i])) ** 2 * s[i] + DT * SHOCK
    for i in reversed(range(N)):
        g[i] = k[i] + p * (1 + DT * (game.A + k[i]))
        p = value_step(k[i], p)
    return g, s


if __name__ == "__main__":
    x = (np.arange(20) + 0.5) / 20
    for a in (0.25, 0.5, 1, 2):
        drifts, k, moved = 0.2 + a * (2 * x - 1), np.zeros(N), 1
        while moved > 1e-13:
            found = np.array([with_drift(drift, parts, k) for drift in drifts])
            change = 0.4 * (found[:, 0] * found[:, 1]).mean(axis=0) / found[:, 1].mean(axis=0)
            k, moved = k - change, abs(change).max()
        best = np.array([with_drift(drift, lambda: slope_cost(best_slope()[0])) for drift in drifts])
        gaps = np.array([with_drift(drift, slope_cost, k) for drift in drifts]) - best
        print("a = %g: mean gap %.4g (%.2f %%) largest %.4g K_0 %.5f" % (
            a, gaps.mean(), 100 * gaps.mean() / best.mean(), gaps.max(), k[0]))
