"""The base graphon game in continuous time, and beyond the poles of its Riccati equation. Run: python lq_continuous.py

Methods of lq_matrices.py. Gamma: p/m along a direction. First pole: the least eigenvalue x for which m(0) = 0 where one
goes back from (1, p_T), by bisection. Distances: root mean squares of discrete less continuous K, G and Z.
"""
import numpy as np

from lq_games import BASE
from lq_matrices import direction, equilibrium, step


def with_graphon(w, steps=100, mean=None):
    m = len(w)
    BASE.T, BASE.N, BASE.W = 1, steps, w / m
    BASE.m0 = 1 + (np.arange(m)[:, None] + 0.5) / m if mean is None else np.full((m, 1), mean)
    return BASE


def attachment(m):
    x = (np.arange(m) + 0.5) / m
    high, low = np.maximum.outer(x, x), np.minimum.outer(x, x)
    return {"uniformAttachment": 1 - high, "threshold": (1 - np.sign(np.round(low + high - 1, 9))) / 2,
            "minMax": low * (1 - high), "rankedAttachment": 1 - np.outer(x, x)}


def back(x):
    """m(0) of the solution that ends in (1, p_T)."""
    g = with_graphon(np.ones((1, 1)))
    end = np.r_[1, (g.QT + g.QbarT - x * g.QbarT @ g.HT).ravel()]
    return np.linalg.solve(np.linalg.matrix_power(step(g, x, False), g.N), end)[0]


if __name__ == "__main__":
    np.set_printoptions(precision=12, suppress=True, linewidth=150)
    g = with_graphon(attachment(50)["uniformAttachment"])
    k, p, intercepts, m, z = equilibrium(g, False)
    print("P", p[::25, 0, 0])
    for i in (0, 50, 100):
        print("t %g: m" % (i / 100), np.round(m[i, [0, 24, 49], 0], 8), "Z", np.round(z[i, [0, 24, 49], 0], 8))
        if i < 100:
            print("  G", np.round(intercepts[i, [0, 24, 49], 0], 8))
    for steps in (100, 200):
        g = with_graphon(attachment(50)["uniformAttachment"], steps)
        near, limit = equilibrium(g), equilibrium(g, False)
        apart = [np.sqrt(((near[q] - limit[q]) ** 2).mean()) for q in (0, 2, 4)]
        print("N = %d, distances of K, G, Z:" % steps, *["%.7g" % x for x in apart])
    g = with_graphon(np.full((50, 50), 0.5))
    _, _, intercepts, _, z = equilibrium(g, False)
    print("constant 0.5: Z_T %.8f G_0 %.8f" % (z[-1, 0, 0], intercepts[0, 0, 0]))
    for x in (1.35, 1.6, 2, 3):
        g = with_graphon(np.full((1, 1), x), mean=1.5)
        _, _, intercepts, m, _ = equilibrium(g, False)
        g.N = 1600
        end = equilibrium(g)[3][-1, 0, 0]
        g.N = 100
        gamma = direction(g, x, np.ones(1), False)[1][0, 0]
        print("eigenvalue %g: Gamma_0 %.10f m %.10f %.10f G_0 %.10f discrete, N = 1600: %.7f" % (
            x, gamma, m[-1, 0, 0], m[50, 0, 0], intercepts[0, 0, 0], end))
    low, high = 1.3, 1.6
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if back(middle) > 0 else (low, middle)
    print("first pole: %.7f" % low)
    for p in (1.5, 1.7):
        _, _, intercepts, _, z = equilibrium(with_graphon(np.full((10, 10), p)))
        print("constant %g, discrete: Z_N %.7f G_0 %.7f" % (p, z[-1, 0, 0], intercepts[0, 0, 0]))
    for name in attachment(1):
        ends = [equilibrium(with_graphon(attachment(m)[name], 5), False)[3][-1].mean() for m in (10, 20, 50, 100, 200)]
        print(name, "mean over labels at T:", *["%.7f" % x for x in ends])
