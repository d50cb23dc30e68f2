"""The linear-quadratic graphon game "base": equilibria and costs. Prints golden numbers. Run: python lq_graphon.py

dX = (0.2 X + u + 0.3 Z) dt + 0.5 dB, X_0 ~ N(1 + x, 0.25), Euler with N = 100 steps dt = 1/N, labels x = (j + 1/2)/50,
cost 1/2 sum dt [0.5 X^2 + 2 (X - Z)^2 + u^2] + 1/2 (X_N - Z_N)^2, u_i = K_i X_i + G_i(x), Z_i(x) = mean over y of
W(x, y) E X_i(y). With means m and variance S, J = J1(K) + J2(K, G, Z): noise and means pay apart. Best response:
K_i = -P_(i+1) (1 + dt A) / (1 + dt P_(i+1)), the affine part of the value backwards, G_i = -w/(1 + dt P_(i+1)).
"""
import numpy as np

N, M = 100, 50
DT, A, ABAR, Q, QBAR, SHOCK, START = 1 / N, 0.2, 0.3, 0.5, 2.0, 0.25, 0.25
X = (np.arange(M) + 0.5) / M
UNIFORM_ATTACHMENT = (1 - np.maximum.outer(X, X)) / M


def best_slope():
    k, p = np.zeros(N), np.ones(N + 1)
    for i in reversed(range(N)):
        k[i] = -p[i + 1] * (1 + DT * A) / (1 + DT * p[i + 1])
        p[i] = value_step(k[i], p[i + 1])
    return k, p


def value_step(k, p):
    return DT * (Q + QBAR + k * k) + (1 + DT * (A + k)) ** 2 * p


def best_intercepts(z):
    (k, p), g, affine = best_slope(), np.zeros((N, M)), -z[N]
    for i in reversed(range(N)):
        w = p[i + 1] * DT * ABAR * z[i] + affine
        g[i] = -w / (1 + DT * p[i + 1])
        affine = (1 + DT * (A + k[i])) * (w + DT * p[i + 1] * g[i]) + DT * k[i] * g[i] - DT * QBAR * z[i]
    return g


def means(k, g, w, z=None):
    """Means, in the environment z or in the one that they make, and the environment that they make."""
    m, out = np.tile(1 + X, (N + 1, 1)), np.zeros((N + 1, M))
    for i in range(N):
        out[i] = w @ m[i]
        m[i + 1] = m[i] + DT * ((A + k[i]) * m[i] + g[i] + ABAR * (out if z is None else z)[i])
    out[N] = w @ m[N]
    return m, out


def slope_cost(k):
    s, cost = START, 0
    for i in range(N):
        cost += 0.5 * DT * (Q + QBAR + k[i] ** 2) * s
        s = (1 + DT * (A + k[i])) ** 2 * s + DT * SHOCK
    return cost + 0.5 * s


def mean_costs(k, g, z, m):
    running = Q * m[:N] ** 2 + QBAR * (m - z)[:N] ** 2 + (k[:, None] * m[:N] + g) ** 2
    return 0.5 * DT * running.sum(axis=0) + 0.5 * (m - z)[N] ** 2


def equilibrium(w):
    k, z = best_slope()[0], np.tile(w @ (1 + X), (N + 1, 1))
    for _ in range(100):
        z = means(k, best_intercepts(z), w)[1]
    return k, best_intercepts(z), z


if __name__ == "__main__":
    k, g, z = equilibrium(UNIFORM_ATTACHMENT)
    print("K", k[[0, 25, 50, 75, 99]], "P", best_slope()[1][[0, 50]], "J1 %.14f" % slope_cost(k))
    k, g = np.full(N, -0.7), np.full((N, M), 0.3)  # in the equilibrium environment
    j2 = mean_costs(k, g, z, means(k, g, UNIFORM_ATTACHMENT, z)[0])
    print("constant policy: J1 %.14f J2" % slope_cost(k), j2[[0, 24, 49]], "sum", slope_cost(k) + j2[[0, 24, 49]])
    half, low, high = X < 0.5, np.minimum.outer(X, X), np.maximum.outer(X, X)
    graphons = {"uniformAttachment": 1 - high, "rankedAttachment": 1 - np.outer(X, X), "minMax": low * (1 - high),
                "threshold": (1 - np.sign(np.round(low + high - 1, 9))) / 2, "constant1": 1 + 0 * low,
                "sbm2": np.where(half[:, None] == half, 0.8, 0.2), "constant0.5": 0.5 + 0 * low}
    for name, w in graphons.items():
        k, g, z = equilibrium(w / M)
        j2 = mean_costs(k, g, z, means(k, g, w / M)[0]).mean()
        print(name, *np.round([g[0, [0, 24, 49]], g[99, [0, 24, 49]], z[N, [0, 24, 49]]], 8), "J2 %.10f" % j2)
