"""Bilevel runs on the games of two dimensions of lq_games.py; prints golden rows. Run: python bilevel_matrices.py

As bilevel.py. Slope direction D_i = R K_i + B'P_(i+1)(1 + dt (A + B K_i)), used as it is (natural), times the
covariance S_i (plain), or after (R + dt B'P_(i+1)B)^-1 (Gauss-Newton). Jacobi: slope and intercepts from one old pair.
Rows: root mean squares of K - K*, G - G*, Z - Z*.
"""
import numpy as np

from lq_games import FULL, OSCILLATOR
from lq_matrices import equilibrium


def values(g, k):
    n, dt, p = len(g.A), g.T / g.N, [g.QT + g.QbarT]
    for i in reversed(range(g.N)):
        closed = np.eye(n) + dt * (g.A + g.B @ k[i])
        p.append(dt * (g.Q + g.Qbar + k[i].T @ g.R @ k[i]) + closed.T @ p[-1] @ closed)
    return np.array(p[::-1])


def slope_step(g, k, kind):
    n, dt, p, s, out = len(g.A), g.T / g.N, values(g, k), g.S, []
    for i in range(g.N):
        closed = np.eye(n) + dt * (g.A + g.B @ k[i])
        d = g.R @ k[i] + g.B.T @ p[i + 1] @ closed
        out.append(d if kind == "natural" else d @ s if kind == "plain" else np.linalg.solve(
            g.R + dt * g.B.T @ p[i + 1] @ g.B, d))
        s = closed @ s @ closed.T + dt * g.D @ g.D.T
    return np.array(out)


def means(g, k, intercepts, z=None):
    dt, m, seen = g.T / g.N, [g.m0], []
    for i in range(g.N):
        seen.append(g.W @ m[i])
        u = m[i] @ k[i].T + intercepts[i]
        m.append(m[i] + dt * (m[i] @ g.A.T + u @ g.B.T + (seen[i] if z is None else z[i]) @ g.Abar.T))
    return np.array(m), np.array(seen + [g.W @ m[-1]])


def intercept_gradient(g, k, intercepts, z):
    m, dt, rows = means(g, k, intercepts, z)[0], g.T / g.N, []
    later = m[-1] @ g.QT.T + (m[-1] - z[-1] @ g.HT.T) @ g.QbarT.T
    for i in reversed(range(g.N)):
        miss = (m[i] @ k[i].T + intercepts[i]) @ g.R.T + later @ g.B
        rows.append(miss)
        later = later + dt * (later @ g.A + m[i] @ g.Q.T + (m[i] - z[i] @ g.H.T) @ g.Qbar.T + miss @ k[i])
    return np.array(rows[::-1])


def run(g, steps, inner=10, outer=10, kind="natural", frozen=False, jacobi=False):
    star = equilibrium(g)
    k, intercepts = np.zeros_like(star[0]), np.zeros_like(star[2])
    z = np.tile(g.W @ g.m0, (g.N + 1, 1, 1))
    for n in range(outer + 1):
        if n:
            for _ in range(inner):
                new = k - steps[0] * slope_step(g, k, kind)
                intercepts = intercepts - steps[1] * intercept_gradient(g, k if jacobi else new, intercepts, z)
                k = new
            z = means(g, k, intercepts, z if frozen else None)[1]
        if n in (0, 1, 2, 3, 5, 10):
            errors = [np.sqrt(((a - b) ** 2).mean()) for a, b in zip((k, intercepts, z), (star[0], star[2], star[4]))]
            print("  n %d:" % n, *["%.5g" % x for x in errors])


if __name__ == "__main__":
    print("oscillator")
    run(OSCILLATOR, (0.8, 0.8))
    for name, settings in {"natural": {}, "frozen": {"frozen": True}, "Jacobi": {"jacobi": True},
                           "Gauss-Newton": {"kind": "Gauss-Newton"}}.items():
        print("full,", name)
        run(FULL, (0.5, 0.8), 6, **settings)
    print("full, plain")
    run(FULL, (1, 0.8), 6, kind="plain")
