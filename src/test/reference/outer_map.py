"""The outer maps of the game of lq_graphon.py; prints golden radii and norms. Run: python outer_map.py

Along an eigenvalue of the graphon the outer iteration is linear in the environment z of one label: best intercepts to z at
K*, then lambda times the mean that they make, in its own environment (population) or in z (frozen). The map is built from
impulses, with its spectral radius, largest absolute row sum and leading eigenvalue. Then the Hessian of J2 in the
intercepts, also from impulses, and the rates |q + (1 - q) xi|, q = (1 - 0.4 h)^L, h in the middle of its eigenvalues.
"""
import numpy as np

from lq_graphon import A, ABAR, DT, N, Q, QBAR, UNIFORM_ATTACHMENT, X, best_slope

K, P = best_slope()


def answer(z, h):
    """Best intercepts to z, tracked as h z; z is driven by the environment itself in the dynamics."""
    g, affine = np.zeros(N), -h * z[N]
    for i in reversed(range(N)):
        w = P[i + 1] * DT * ABAR * z[i] + affine
        g[i] = -w / (1 + DT * P[i + 1])
        affine = (1 + DT * (A + K[i])) * (w + DT * P[i + 1] * g[i]) + DT * K[i] * g[i] - DT * QBAR * h * z[i]
    return g


def outer(weight, frozen, h=1.0):
    columns = []
    for z in np.eye(N + 1):
        g, m = answer(z, h), np.zeros(N + 1)
        for i in range(N):
            m[i + 1] = m[i] + DT * ((A + K[i]) * m[i] + g[i] + ABAR * (z[i] if frozen else weight * m[i]))
        columns.append(weight * m)
    return np.array(columns).T


def describe(weight, h=1.0):
    out = []
    for frozen in (False, True):
        values = np.linalg.eigvals(outer(weight, frozen, h))
        lead = values[abs(values).argmax()].real
        out += ["%.4f" % lead, "%.4f" % abs(outer(weight, frozen, h)).sum(axis=1).max()]
    return out


def hessian(k):
    columns = []
    for g in np.eye(N):
        m = np.zeros(N + 1)
        for i in range(N):
            m[i + 1] = m[i] + DT * ((A + k[i]) * m[i] + g[i])
        out, later = np.zeros(N), m[N]
        for i in reversed(range(N)):
            u = k[i] * m[i] + g[i]
            out[i] = u + later
            later = (1 + DT * (A + k[i])) * later + DT * ((Q + QBAR) * m[i] + k[i] * u)
        columns.append(out)
    return np.linalg.eigvals(np.array(columns).T).real


if __name__ == "__main__":
    half, low, high = X < 0.5, np.minimum.outer(X, X), np.maximum.outer(X, X)
    graphons = {"constant0.5": 0.5 + 0 * low, "uniformAttachment": 50 * UNIFORM_ATTACHMENT, "minMax": low * (1 - high),
                "rankedAttachment": 1 - np.outer(X, X), "threshold": (1 - np.sign(np.round(low + high - 1, 9))) / 2,
                "sbm2": np.where(half[:, None] == half, 0.8, 0.2), "constant1": 1 + 0 * low}
    print("leading eigenvalue and row sum, population and frozen:")
    for name, w in graphons.items():
        print(name, *describe(np.abs(np.linalg.eigvalsh(w / 50)).max()))
    for p in (1.0, 1.3, 1.45, 1.5, 1.7):
        print("constant", p, *describe(p))
    for h in (1, 1.5, 2, 3):
        print("anti-coordination", h, *describe(1, -h))
    for name, k in (("K*", K), ("0", 0 * K), ("-1", 0 * K - 1), ("1", 0 * K + 1), ("-2", 0 * K - 2)):
        print("curvature at K = %s: %.4f to %.4f" % (name, hessian(k).min(), hessian(k).max()))
    middle = (hessian(K).min() + hessian(K).max()) / 2
    values = np.linalg.eigvals(outer(np.linalg.eigvalsh(UNIFORM_ATTACHMENT).max(), False)).real
    for steps in (1, 2, 5, 10, 20):
        q = (1 - 0.4 * middle) ** steps
        print("L %d: rate %.4f" % (steps, max(abs(q + (1 - q) * values.max()), abs(q + (1 - q) * min(0, values.min())))))
