"""Rates of bilevel runs where players keep away from their aggregate. Run: python anti_coordination.py (minutes)

The base game with tracking H = H_T = -h, constant graphon 1, 10 labels; runs of bilevel_matrices.py with step 0.4.
Rate: mean ratio of the distances of Z from its limit over the last ten of sixty iterations above 1e-12. The limit is
that of frozen runs of two inner steps, which settle in all of these games.
"""
import numpy as np

from bilevel_matrices import intercept_gradient, means, slope_step
from lq_games import game


def run(g, outer, inner, frozen):
    k, intercepts = np.zeros((g.N, 1, 1)), np.zeros((g.N, len(g.m0), 1))
    z = np.tile(g.W @ g.m0, (g.N + 1, 1, 1))
    for _ in range(outer):
        for _ in range(inner):
            k = k - 0.4 * slope_step(g, k, "natural")
            intercepts = intercepts - 0.4 * intercept_gradient(g, k, intercepts, z)
        z = means(g, k, intercepts, z if frozen else None)[1]
        yield z


def rate(g, inner, frozen, limit):
    errors = [np.sqrt(((z - limit) ** 2).mean()) for z in run(g, 60, inner, frozen)]
    while errors[-1] < 1e-12:
        errors.pop()
    return (errors[-1] / errors[-11]) ** 0.1 if len(errors) > 10 else np.nan


if __name__ == "__main__":
    for h in (1, 1.5, 2, 3):
        g = game(0.2, 1, 0.3, 0.5, 0.5, 2, -h, 1, 0, 1, -h, 0.25, 1, 100, 10, lambda x: 1 + x)
        g.W = np.full((10, 10), 0.1)
        *_, limit = run(g, 150, 2, True)
        for frozen in (False, True):
            rates = ["%.4f" % rate(g, inner, frozen, limit) for inner in (1, 2, 5, 10, 20)]
            print("h = %g, %s, L = 1, 2, 5, 10, 20:" % (h, "frozen" if frozen else "population"), *rates, flush=True)
