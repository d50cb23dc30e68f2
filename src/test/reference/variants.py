"""Variants of the update of bilevel.py; prints golden rows. Run: python variants.py

Jacobi: both gradients at the old K. Gauss-Newton: g_i / (1 + dt P_(i+1)). Plain: g_i S_i, S the variance of the state.
Joint: the gradient in K of J1 + mean J2, g_i S_i + mean over x of grad_i m_i, Jacobi. Cold: K = G = 0 again every time.
Columns: root mean squares of K - K*, G - G*, Z - Z*. With other inner steps, graphons and environments also the rate of Z.
"""
import numpy as np

from bilevel import intercept_gradient, slope_direction
from lq_graphon import A, DT, M, N, SHOCK, START, UNIFORM_ATTACHMENT, X, best_slope, equilibrium, means, value_step


def slopes(k, g, z, w, kind, volatility):
    direction, p, s = slope_direction(k), 1.0, START
    if kind == "Gauss-Newton":
        for i in reversed(range(N)):
            direction[i] /= 1 + DT * p
            p = value_step(k[i], p)
    if kind in ("plain", "joint"):
        for i in range(N):
            direction[i] *= s
            s = (1 + DT * (A + k[i])) ** 2 * s + DT * volatility**2
    if kind == "joint":
        direction += (intercept_gradient(k, g, z) * means(k, g, w, z)[0][:N]).mean(axis=1)
    return direction


def rows(w=UNIFORM_ATTACHMENT, kind="natural", eta=0.4, inner=10, outer=20, jacobi=False, frozen=False, cold=False,
         volatility=SHOCK**0.5):
    star = equilibrium(w)
    k, g, z = np.zeros(N), np.zeros((N, M)), np.tile(w @ (1 + X), (N + 1, 1))
    for n in range(outer + 1):
        if n:
            k, g = (0 * k, 0 * g) if cold else (k, g)
            for _ in range(inner):
                new = k - eta * slopes(k, g, z, w, kind, volatility)
                g = g - eta * intercept_gradient(k if jacobi or kind == "joint" else new, g, z)
                k = new
            z = means(k, g, w, z if frozen else None)[1]
        yield [np.sqrt(((a - b) ** 2).mean()) for a, b in zip((k, g, z), star)]


def rate(errors):
    """The geometric mean of the last three factors above rounding."""
    z = [e[2] for e in errors if e[2] >= 1e-12]
    return (z[-1] / z[-4]) ** (1 / 3)


if __name__ == "__main__":
    for name, settings in {"Jacobi": dict(jacobi=True), "Gauss-Newton": dict(kind="Gauss-Newton"),
                           "joint, 0.2": dict(kind="joint", eta=0.2), "joint, 0.4": dict(kind="joint")}.items():
        errors = list(rows(**settings))
        for n in (1, 2, 5, 10, 20):
            print("%s, n %d:" % (name, n), *("%.4g" % e for e in errors[n]))
    for volatility in (0.1, 0.25, 0.5, 1, 2):
        errors = list(rows(kind="plain", volatility=volatility))
        print("plain, noise %g, K:" % volatility, *("%.4g" % errors[n][0] for n in (1, 2, 5, 10, 20)),
              "rate %.3f" % (errors[20][0] / errors[10][0]) ** 0.1)
    for inner in (1, 5, 10, 20):
        print("cold, L %d:" % inner, *("%.4g" % e for e in list(rows(inner=inner, cold=True))[20]))
    for inner in (1, 2, 5, 10, 20):
        errors = list(rows(inner=inner, outer=40))
        print("L %d: rate %.4f, Z after 10 %.4g" % (inner, rate(errors), errors[10][2]))
    half, low, high = X < 0.5, np.minimum.outer(X, X), np.maximum.outer(X, X)
    graphons = {"uniformAttachment": 1 - high, "rankedAttachment": 1 - np.outer(X, X), "minMax": low * (1 - high),
                "threshold": (1 - np.sign(np.round(low + high - 1, 9))) / 2, "constant1": 1 + 0 * low,
                "sbm2": np.where(half[:, None] == half, 0.8, 0.2), "constant0.5": 0.5 + 0 * low}
    for name, w in graphons.items():
        errors = list(rows(w / M))
        print("%s: rates %.4f, frozen %.4f; Z after 5 and 10: %.4g %.4g" % (
            name, rate(errors), rate(list(rows(w / M, frozen=True))), errors[5][2], errors[10][2]))
