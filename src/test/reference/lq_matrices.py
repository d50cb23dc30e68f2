"""Equilibria of the games of lq_games.py, discrete and continuous in time. Run: python lq_matrices.py

Along a direction with eigenvalue x of the graphon an equilibrium is a linear two-point problem of mean m and costate p,
m' = (A + x Abar) m - B R^-1 B' p, p' = - A'p - (Q + Qbar - x Qbar H) m, p_T = (Q_T + Qbar_T - x Qbar_T H_T) m_T,
solved by one matrix exponential, or by the power of an Euler step; u = - R^-1 B' p, G = u - K m, K by Riccati.
"""
import numpy as np

from lq_games import BASE, FULL, OSCILLATOR, mean_costs, slope_cost


def exponential(m):
    term = out = np.eye(len(m))
    for k in range(1, 19):
        term = term @ m / (8.0 * k)
        out = out + term
    return np.linalg.matrix_power(out, 8)


def step(g, x, discrete):
    """(m, p) one grid step later; with Euler p_i = p_(i+1) + dt (A'p_(i+1) + weight m_i)."""
    n, dt = len(g.A), g.T / g.N
    drift, push = g.A + x * g.Abar, g.B @ np.linalg.solve(g.R, g.B.T)
    weight = g.Q + g.Qbar - x * g.Qbar @ g.H
    if not discrete:
        return exponential(dt * np.block([[drift, -push], [-weight, -g.A.T]]))
    back = np.linalg.inv(np.eye(n) + dt * g.A.T)
    costate = np.hstack([-dt * back @ weight, back])
    return np.vstack([np.hstack([np.eye(n) + dt * drift, 0 * drift]) - dt * push @ costate, costate])


def direction(g, x, start, discrete):
    """Means and costates on the grid."""
    n, e = len(g.A), step(g, x, discrete)
    whole, end = np.linalg.matrix_power(e, g.N), g.QT + g.QbarT - x * g.QbarT @ g.HT
    miss = np.hstack([-end, np.eye(n)]) @ whole
    at = np.r_[start, np.linalg.solve(miss[:, n:], -miss[:, :n] @ start)]
    path = [at]
    for _ in range(g.N):
        path.append(e @ path[-1])
    return np.array(path)[:, :n], np.array(path)[:, n:]


def slopes(g, discrete):
    """K and P on the grid."""
    n, dt, p, k = len(g.A), g.T / g.N, [g.QT + g.QbarT], []
    back = np.linalg.inv(step(g, 0, False))
    pair = np.vstack([np.eye(n), p[0]])
    for _ in range(g.N):
        if discrete:
            left = np.eye(n) + dt * g.A
            k.append(-np.linalg.solve(g.R + dt * g.B.T @ p[-1] @ g.B, g.B.T @ p[-1] @ left))
            closed = left + dt * g.B @ k[-1]
            p.append(dt * (g.Q + g.Qbar + k[-1].T @ g.R @ k[-1]) + closed.T @ p[-1] @ closed)
        else:
            pair = back @ pair
            p.append(pair[n:] @ np.linalg.inv(pair[:n]))
            k.append(-np.linalg.solve(g.R, g.B.T @ p[-1]))
    return np.array(k[::-1]), np.array(p[::-1])


def equilibrium(g, discrete=True):
    """Slopes, intercepts [i, label, action], means and aggregates."""
    values, vectors = np.linalg.eigh(g.W)
    k, p = slopes(g, discrete)
    paths = [direction(g, x, v @ g.m0, discrete) for x, v in zip(values, vectors.T)]
    m = np.einsum("lj,lia->ija", vectors.T, np.array([path[0] for path in paths]))
    costate = np.einsum("lj,lia->ija", vectors.T, np.array([path[1] for path in paths]))
    u = -np.einsum("ab,ijb->ija", np.linalg.solve(g.R, g.B.T), costate[1:] if discrete else costate[:-1])
    return k, p, u - np.einsum("iab,ijb->ija", k, m[:-1]), m, np.einsum("jl,ila->ija", g.W, m)


if __name__ == "__main__":
    np.set_printoptions(precision=9, suppress=True, linewidth=150)
    for name, g, labels in (("oscillator", OSCILLATOR, [0, 24, 49]), ("full", FULL, [0, 9, 19])):
        for discrete in (True, False):
            k, p, intercepts, m, z = equilibrium(g, discrete)
            print(name, "discrete" if discrete else "continuous", "K_0", k[0].ravel(), "P_0", p[0].ravel())
            print("  K_last", k[-1].ravel(), "G_0", *intercepts[0, labels], "Z_N", *z[-1, labels])
            if discrete:
                u = np.einsum("iab,ijb->ija", k, m[:-1]) + intercepts
                costs = mean_costs(g, m, u, z)
                print("  J1 %.10f J2" % slope_cost(g, k)[0], costs[labels], "mean %.10f" % costs.mean())
    BASE.T = 2
    k, p, intercepts, m, z = equilibrium(BASE)
    print("horizon 2: K_0 %.8f J1 %.10f G_0" % (k[0, 0, 0], slope_cost(BASE, k)[0]), intercepts[0, [0, 24, 49], 0],
          "Z_N", z[-1, [0, 24, 49], 0])
