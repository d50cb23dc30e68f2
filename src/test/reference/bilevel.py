"""The bilevel policy gradient on the game of lq_graphon.py; prints golden rows. Run: python bilevel.py

Twenty times: ten steps K <- K - 0.4 g(K), then G <- G - 0.4 grad J2 at the new K, with Z frozen; then Z = W m.
g_i = K_i + P_(i+1) (1 + dt (A + K_i)), P_i = dt (Q + Qbar + K_i^2) + (1 + dt (A + K_i))^2 P_(i+1), P_N = 1
grad_i = u_i + l_(i+1), l_N = m_N - Z_N, l_i = (1 + dt (A + K_i)) l_(i+1) + dt ((Q + Qbar) m_i - Qbar Z_i + K_i u_i)
Rows: root mean squares of K - K*, G - G*, Z - Z*, and the exploitability J(K, G; Z) - min J at the population's own Z.
"""
import numpy as np

from lq_graphon import (A, DT, M, N, Q, QBAR, UNIFORM_ATTACHMENT as W, X, best_intercepts, best_slope, equilibrium,
                        mean_costs, means, slope_cost, value_step)


def slope_direction(k):
    g, p = np.zeros(N), 1.0
    for i in reversed(range(N)):
        g[i] = k[i] + p * (1 + DT * (A + k[i]))
        p = value_step(k[i], p)
    return g


def intercept_gradient(k, g, z):
    m = means(k, g, W, z)[0]
    gradient, later = np.zeros((N, M)), m[N] - z[N]
    for i in reversed(range(N)):
        u = k[i] * m[i] + g[i]
        gradient[i] = u + later
        later = (1 + DT * (A + k[i])) * later + DT * ((Q + QBAR) * m[i] - QBAR * z[i] + k[i] * u)
    return gradient


def exploitability(k, g):
    m, z = means(k, g, W)
    best, answer = best_slope()[0], best_intercepts(z)
    least = slope_cost(best) + mean_costs(best, answer, z, means(best, answer, W, z)[0])
    return (slope_cost(k) + mean_costs(k, g, z, m) - least).mean()


def rows(frozen):
    star = equilibrium(W)
    k, g, z = np.zeros(N), np.zeros((N, M)), np.tile(W @ (1 + X), (N + 1, 1))
    for n in range(21):
        if n:
            for _ in range(10):
                k = k - 0.4 * slope_direction(k)
                g = g - 0.4 * intercept_gradient(k, g, z)
            z = means(k, g, W, z if frozen else None)[1]
        rms = [np.sqrt(((a - b) ** 2).mean()) for a, b in zip((k, g, z), star)]
        yield n, rms + [exploitability(k, g)]


if __name__ == "__main__":
    for frozen in (False, True):
        for n, row in rows(frozen):
            if n in (0, 1, 2, 3, 5, 10, 20):
                print("frozen" if frozen else "population", "n %d:" % n, " ".join("%.7g" % x for x in row))
    k, star = np.zeros(N), best_slope()[0]
    for l in range(7):
        print("inner step %d: %.4g" % (l, np.sqrt(((k - star) ** 2).mean())))
        k = k - 0.4 * slope_direction(k)
