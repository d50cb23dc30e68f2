"""Graphons with jumps, refined grids, strong coupling in the game of bilevel.py. Run: python graphon_jumps.py

Rate: mean of the last three ratios of distances of Z from the equilibrium, down to 1e-12. Means: of all labels at the
end, N = 50, by number of labels. Steps: distances of 16 iterations from the continuous equilibrium, graphon 1/2.
"""
import numpy as np

import bilevel
import lq_graphon
from lq_continuous import with_graphon
from lq_matrices import equilibrium as matrices


def graphons(m):
    x = (np.arange(m) + 0.5) / m
    y, over = x[:, None], np.sign(np.round(x + x[:, None] - 1, 9))
    boards = {"checkerboard %d" % q: 1.0 * ((np.floor(q * x) + np.floor(q * y)) % 2 == 0) for q in (3, 4)}
    bands = {"band %g" % w: (1 - np.sign(np.round(abs(x - y) - w, 9))) / 2 for w in (0.25, 0.3)}
    ends = x < 0.3
    blocks = np.where(ends[:, None] & ends, 0.9, np.where(ends[:, None] | ends, 0.1, 0.6))
    return {"threshold": (1 - over) / 2, "threshold 0": 1.0 * (over < 0), "threshold 1": 1.0 * (over <= 0),
            "unlike blocks": blocks} | boards | bands


def use(steps, w):
    m = len(w)
    for module in (bilevel, lq_graphon):
        module.N, module.DT, module.M, module.X = steps, 1 / steps, m, (np.arange(m) + 0.5) / m
    bilevel.W = w / m
    return w / m


def run(w, outer, inner=10):
    """Slope, intercepts and the aggregates after every outer iteration."""
    k, g = np.zeros(bilevel.N), np.zeros((bilevel.N, bilevel.M))
    z = np.tile(w @ (1 + bilevel.X), (bilevel.N + 1, 1))
    for _ in range(outer):
        for _ in range(inner):
            k = k - 0.4 * bilevel.slope_direction(k)
            g = g - 0.4 * bilevel.intercept_gradient(k, g, z)
        z = bilevel.means(k, g, w)[1]
        yield k, g, z


def rms(a, b):
    return np.sqrt(((a - b) ** 2).mean())


if __name__ == "__main__":
    for name, w in graphons(50).items():
        w = use(100, w)
        star = lq_graphon.equilibrium(w)[2]
        z = [rms(x, star) for _, _, x in run(w, 20)]
        clear = [e for e in z if e >= 1e-12]
        means = []
        for m in (10, 20, 40, 80, 160):
            v = use(50, graphons(m)[name])
            k, g, _ = lq_graphon.equilibrium(v)
            means.append(bilevel.means(k, g, v)[0][-1].mean())
        print("%s: rate %.5f means" % (name, (clear[-1] / clear[-4]) ** (1 / 3)), *["%.6f" % x for x in means])
    for steps in (25, 50, 100, 200, 400):
        k, _, g, _, z = matrices(with_graphon(np.full((50, 50), 0.5), steps), False)
        *_, last = run(use(steps, np.full((50, 50), 0.5)), 16)
        star = k[:, 0, 0], g[..., 0], z[..., 0]
        print("N = %d: distances" % steps, *["%.4g" % rms(a, b) for a, b in zip(last, star)])
    for p in (1.3, 1.45, 1.5):
        w = use(100, np.full((10, 10), p))
        star = matrices(with_graphon(np.full((10, 10), p)))[4][..., 0]
        for inner in (1, 2, 10):
            z = [rms(x, star) for _, _, x in run(w, 60, inner)]
            print("constant %g, L %d: rate %.4f" % (p, inner, (z[-1] / z[-11]) ** 0.1))
