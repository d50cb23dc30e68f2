"""Eigenvalues of graphons on 50 midpoints, and sampled networks in the game of lq_graphon.py. Run: python networks.py

A network of M players: links with probability W(x_i, x_j), no player with itself, weights 1/M. Distance: root mean
square of the equilibrium aggregates of network and graphon, N = 50; random numbers are numpy's: means have a band.
"""
import numpy as np

import lq_graphon as game

X = (np.arange(50) + 0.5) / 50
HIGH, LOW = np.maximum.outer(X, X), np.minimum.outer(X, X)
OVER = np.sign(np.round(HIGH + LOW - 1, 9))
HALF, THIRD = X < 0.5, X < 0.3
GRAPHONS = {
    "uniform attachment": 1 - HIGH, "ranked attachment": 1 - np.outer(X, X), "min max": LOW * (1 - HIGH),
    "threshold": (1 - OVER) / 2, "threshold 0": 1.0 * (OVER < 0), "threshold 1": 1.0 * (OVER <= 0),
    "two blocks": np.where(HALF[:, None] == HALF, 0.8, 0.2), "constant 0.5": 0.5 + 0 * LOW,
    "unlike blocks": np.where(THIRD[:, None] & THIRD, 0.9, np.where(THIRD[:, None] | THIRD, 0.1, 0.6)),
}


def distance(players, random):
    x = (np.arange(players) + 0.5) / players
    game.N, game.DT, game.M, game.X = 50, 1 / 50, players, x
    w = 1 - np.maximum.outer(x, x)
    links = np.triu(random.random(w.shape) < w, 1)
    near, limit = game.equilibrium((links + links.T) / players)[2], game.equilibrium(w / players)[2]
    return np.sqrt(((near - limit) ** 2).mean())


if __name__ == "__main__":
    for name, w in GRAPHONS.items():
        print("%s: leading eigenvalue %.7f" % (name, np.linalg.eigvalsh(w / 50)[-1]))
    random = np.random.default_rng(1)
    for players, draws in ((50, 8), (200, 8), (800, 2)):
        found = [distance(players, random) for _ in range(draws)]
        print("M = %d: mean distance %.4f, deviation of a draw %.4f" % (players, np.mean(found), np.std(found, ddof=1)))
