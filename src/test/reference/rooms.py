"""Rooms of other shapes under exact MF-TRPO; prints golden numbers. Run: python rooms.py

Reward w (1 - d_1(s, target)/D) - c 1[a moves] - f(mu(s)), actions stay, up, right, down, left; walls stop a move.
Rows: mu(0), mu(9), phi_eta, phi_0, E_0 at the stationary law of the policy, |mu P - mu|_1, distance from the limit.
"""
import numpy as np

from crowds import chain, evaluate, exploitability, game, limit, run, stationary


def room(rows, columns, target, f, walls=(), scale=None, weight=1, cost=0, gamma=0.9, mu=None, **more):
    cells = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in walls]
    index = {cell: s for s, cell in enumerate(cells)}
    steps = (0, 0), (-1, 0), (0, 1), (1, 0), (0, -1)
    moves = [[index.get((r + i, c + j), s) for i, j in steps] for s, (r, c) in enumerate(cells)]
    d = np.array([abs(r - target[0]) + abs(c - target[1]) for r, c in cells])
    own = (weight * (1 - d / (scale or rows + columns - 2)))[:, None] - cost * (np.arange(5) > 0)
    return game(moves, lambda mu: own - f(mu)[:, None], gamma, mu, **more)


FOUR = [(5, i) for i in range(11) if i not in (2, 8)] + [(i, 5) for i in range(11) if i not in (2, 8)]
SMALL = [(2, 0), (2, 2), (2, 4), (0, 2), (4, 2)]
ASYMMETRIC = room(4, 6, (1, 5), lambda mu: 3 * mu, [(1, 2), (2, 2), (0, 4)], 6, 1, 0.05, 0.8, slip=0.2)
ROOMS = {
    "small rooms": room(5, 5, (4, 4), lambda mu: 4 * mu, SMALL),
    "logarithmic": room(5, 5, (4, 4), lambda mu: 0.3 * np.log(np.maximum(mu, 1e-6))),
    "kinetic": room(5, 5, (4, 4), lambda mu: 2 * mu, capacity=0.3),
}
EXPLORATION = room(11, 11, (10, 10), lambda mu: np.log(np.maximum(mu, 1e-6)), FOUR, weight=0, mu=np.eye(104)[0])
FOUR_ROOMS = room(11, 11, (10, 10), lambda mu: 20 * mu, FOUR)


if __name__ == "__main__":
    rows = list(run(ASYMMETRIC, 0.1, 1500, 0.07, 8, 3))
    for k in (1, 2, 10, 100, 1500):
        mu, logpi = rows[k - 1]
        own = stationary(ASYMMETRIC, logpi, mu)
        values = [mu[0], mu[9], exploitability(ASYMMETRIC, logpi, mu, 0.1), exploitability(ASYMMETRIC, logpi, mu)]
        values += [exploitability(ASYMMETRIC, logpi, own), abs(mu @ chain(ASYMMETRIC, logpi, mu) - mu).sum()]
        print("asymmetric, k %d:" % k, *["%.8g" % x for x in (*values, np.linalg.norm(mu - rows[-1][0]))])
    print("  law", np.round(mu, 6), "J_eta J_0", *[mu @ evaluate(ASYMMETRIC, logpi, mu, e)[0] for e in (0.1, 0)])
    for name, g in ROOMS.items():
        for eta in (0.05, 0.3):
            rows = list(run(g, eta, 800))
            mu = rows[-1][0]
            print("%s, eta %g: law %.8f %.6f" % (name, eta, mu[-1], mu[0]),
                  "J_eta %.6f floor %.6f" % limit(g, eta, mu)[1:])
            for k in (1, 2, 10, 20, 100):
                gap = exploitability(g, rows[k - 1][1], rows[k - 1][0], eta)
                print("  k %d: corner %.10f phi_eta %.10g distance %.3g" % (
                    k, rows[k - 1][0][-1], gap, np.linalg.norm(rows[k - 1][0] - mu)))
