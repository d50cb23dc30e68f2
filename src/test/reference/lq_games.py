"""Linear-quadratic graphon games of any dimensions and costs, shared by lq_matrices.py and others; prints nothing.

dX = (A X + B u + Abar Z) dt + D dB, cost 1/2 [X'QX + (X - HZ)'Qbar(X - HZ) + u'Ru], the like at T, uniform attachment
on midpoints, Euler steps. The noise part of the cost belongs to a slope, the part of the means to a label.
"""
from types import SimpleNamespace

import numpy as np


def game(a, b, abar, d, q, qbar, h, r, qt, qbart, ht, start, t, n, labels, mean):
    x = (np.arange(labels) + 0.5) / labels
    names = "A B Abar D Q Qbar H R QT QbarT HT S".split()
    matrices = [np.atleast_2d(np.array(m, float)) for m in (a, b, abar, d, q, qbar, h, r, qt, qbart, ht, start)]
    means = np.array([np.atleast_1d(mean(y)) for y in x])
    return SimpleNamespace(**dict(zip(names, matrices)), T=t, N=n, W=(1 - np.maximum.outer(x, x)) / labels, m0=means)


I2 = np.eye(2)
BASE = game(0.2, 1, 0.3, 0.5, 0.5, 2, 1, 1, 0, 1, 1, 0.25, 1, 100, 50, lambda x: 1 + x)
OSCILLATOR = game([[0, 1], [-0.5, -0.2]], [[0], [1]], np.diag([0.1, 0.2]), np.diag([0.2, 0.4]), np.diag([0.5, 0.1]),
                  np.diag([2, 0.2]), I2, 0.5, 0 * I2, np.diag([1, 0.1]), I2, I2 / 4, 1, 100, 50, lambda x: (1 + x, 0))
FULL = game([[0.1, 0.8], [-0.5, -0.3]], [[0.9, -0.2], [0.4, 0.6]], [[0.2, 0.1], [-0.15, 0.1]], [[0.4, 0.1], [0, 0.3]],
            [[0.5, 0.1], [0.1, 0.2]], [[1.5, 0.4], [0.4, 0.8]], [[1, 0.25], [-0.3, 0.8]], [[1, 0.3], [0.3, 0.5]],
            [[0.3, -0.1], [-0.1, 0.2]], [[0.6, 0.1], [0.1, 0.9]], [[0.8, -0.2], [0.5, 1]], [[0.2, 0.05], [0.05, 0.3]],
            1.5, 60, 20, lambda x: (1 + 0.5 * x, -0.5 + 0.4 * x))


def slope_cost(g, k):
    dt, s, cost = g.T / g.N, g.S, 0
    for i in range(g.N):
        cost += 0.5 * dt * np.trace((g.Q + g.Qbar + k[i].T @ g.R @ k[i]) @ s)
        closed = np.eye(len(g.A)) + dt * (g.A + g.B @ k[i])
        s = closed @ s @ closed.T + dt * g.D @ g.D.T
    return cost + 0.5 * np.trace((g.QT + g.QbarT) @ s), s


def mean_costs(g, m, u, z):
    def form(w, y):
        return np.einsum("...a,ab,...b", y, w, y)
    running = form(g.Q, m[:-1]) + form(g.Qbar, (m - z @ g.H.T)[:-1]) + form(g.R, u)
    return 0.5 * g.T / g.N * running.sum(axis=0) + 0.5 * (form(g.QT, m[-1]) + form(g.QbarT, (m - z @ g.HT.T)[-1]))
