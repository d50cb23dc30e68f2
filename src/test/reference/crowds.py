"""Stationary crowd games and exact MF-TRPO on them; prints golden numbers of the rooms. Run: python crowds.py

A game: kernel(mu) [s, a, s'], reward(mu) [s, a], discount, first law. Move table and slip p: with probability p the
action is a uniform one. Rooms: w (1 - d_1(s, target)/D) - c 1[a moves] - f(mu(s)); with a capacity a move into y only
succeeds with probability 1 - min(1, mu(y)/capacity). Step and law as in mf_trpo.py, with L, M and beta of one's own.
"""
from types import SimpleNamespace

import numpy as np


def slippery(moves, slip=0.1, capacity=None):
    table = np.eye(len(moves))[np.array(moves)]
    table = (1 - slip) * table + slip * table.mean(axis=1, keepdims=True)
    others = 1 - np.eye(len(moves))[:, None]

    def kernel(mu):
        if capacity is None:
            return table
        p = table * others * (1 - np.minimum(1, mu / capacity))
        return p + (1 - p.sum(axis=2))[:, :, None] * (1 - others)
    return kernel


def game(moves, reward, gamma=0.9, mu=None, kernel=None, **more):
    n = len(moves)
    kernel = kernel or slippery(moves, **more)
    return SimpleNamespace(kernel=kernel, reward=reward, gamma=gamma, n=n, A=len(moves[0]),
                           mu=np.full(n, 1 / n) if mu is None else mu)


def room(rows, columns, target, f, walls=(), scale=None, weight=1, cost=0, gamma=0.9, mu=None, **more):
    cells = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in walls]
    index = {cell: s for s, cell in enumerate(cells)}
    steps = (0, 0), (-1, 0), (0, 1), (1, 0), (0, -1)
    moves = [[index.get((r + i, c + j), s) for i, j in steps] for s, (r, c) in enumerate(cells)]
    d = np.array([abs(r - target[0]) + abs(c - target[1]) for r, c in cells])
    own = (weight * (1 - d / (scale or rows + columns - 2)))[:, None] - cost * (np.arange(5) > 0)
    return game(moves, lambda mu: own - f(mu)[:, None], gamma, mu, **more)


FOUR = [(5, i) for i in range(11) if i not in (2, 8)] + [(i, 5) for i in range(11) if i not in (2, 8)]
SMALL = [(2, 0), (2, 2), (2, 4), (0, 2), (4, 2)]
ASYMMETRIC = room(4, 6, (1, 5), lambda mu: 3 * mu, [(1, 2), (2, 2), (0, 4)], 6, 1, 0.05, 0.8, slip=0.2)
ROOMS = {
    "small rooms": room(5, 5, (4, 4), lambda mu: 4 * mu, SMALL),
    "logarithmic": room(5, 5, (4, 4), lambda mu: 0.3 * np.log(np.maximum(mu, 1e-6))),
    "kinetic": room(5, 5, (4, 4), lambda mu: 2 * mu, capacity=0.3),
}
EXPLORATION = room(11, 11, (10, 10), lambda mu: np.log(np.maximum(mu, 1e-6)), FOUR, weight=0, mu=np.eye(104)[0])
FOUR_ROOMS = room(11, 11, (10, 10), lambda mu: 20 * mu, FOUR)


def chain(g, logpi, mu):
    return np.einsum("sa,sat->st", np.exp(logpi), g.kernel(mu))


def evaluate(g, logpi, mu, eta):
    r, pi = g.reward(mu), np.exp(logpi)
    v = np.linalg.solve(np.eye(g.n) - g.gamma * chain(g, logpi, mu), (pi * (r - eta * logpi)).sum(axis=1))
    return v, r + g.gamma * (g.kernel(mu).reshape(-1, g.n) @ v).reshape(r.shape)


def normalised(x):
    x = x - x.max(axis=1, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=1, keepdims=True))


def flat(g):
    return np.full((g.n, g.A), -np.log(g.A))


def best(g, mu, eta):
    logpi, old = flat(g), None
    for _ in range(60):
        old, logpi = logpi, normalised(evaluate(g, logpi, mu, eta)[1] / eta)
        if abs(logpi - old).max() < 1e-13:
            break
    return logpi


def exploitability(g, logpi, mu, eta=0):
    """Start law mu; eta > 0 as discounted divergence from the soft optimum, 0 by policy iteration."""
    pi = np.exp(logpi)
    if eta > 0:
        d = np.linalg.solve(np.eye(g.n) - g.gamma * chain(g, logpi, mu).T, mu)
        return eta * d @ (pi * (logpi - best(g, mu, eta))).sum(axis=1)
    v, r, p = evaluate(g, logpi, mu, 0)[0], g.reward(mu), g.kernel(mu)
    top, arms = v, np.arange(g.n)
    for _ in range(100):
        a = (r + g.gamma * (p.reshape(-1, g.n) @ top).reshape(r.shape)).argmax(axis=1)
        old, top = top, np.linalg.solve(np.eye(g.n) - g.gamma * p[arms, a], r[arms, a])
        if abs(top - old).max() < 1e-13:
            break
    return mu @ (top - v)


def stationary(g, logpi, mu):
    for _ in range(300):
        p = chain(g, logpi, mu)
        old, mu = mu, np.linalg.lstsq(np.vstack([p.T - np.eye(g.n), np.ones(g.n)]), np.eye(g.n + 1)[g.n], rcond=None)[0]
        if abs(mu - old).sum() < 1e-15:
            break
    return mu


def run(g, eta, steps, beta=0.05, inner=20, pushes=5, mu=None):
    mu, logpi = g.mu if mu is None else mu, flat(g)
    for _ in range(steps):
        for l in range(inner):
            logpi = normalised(logpi + (evaluate(g, logpi, mu, eta)[1] - eta * logpi) / (eta * (l + 2)))
        mu = mu + beta * (mu @ np.linalg.matrix_power(chain(g, logpi, mu), pushes) - mu)
        yield mu, logpi


def limit(g, eta, mu):
    """Policy and values of an equilibrium with this law."""
    logpi = best(g, mu, eta)
    return logpi, mu @ evaluate(g, logpi, mu, eta)[0], exploitability(g, logpi, mu)


if __name__ == "__main__":
    rows = list(run(ASYMMETRIC, 0.1, 1500, 0.07, 8, 3))
    for k in (1, 2, 10, 100, 1500):
        mu, logpi = rows[k - 1]
        own = stationary(ASYMMETRIC, logpi, mu)
        values = [exploitability(ASYMMETRIC, logpi, mu, 0.1), exploitability(ASYMMETRIC, logpi, mu)]
        values += [exploitability(ASYMMETRIC, logpi, own), abs(mu @ chain(ASYMMETRIC, logpi, mu) - mu).sum()]
        print("asymmetric, k %d:" % k, *["%.8g" % x for x in (mu[0], mu[9], *values, np.linalg.norm(mu - rows[-1][0]))])
    print("  law", np.round(mu, 6), "J_eta J_0", *[mu @ evaluate(ASYMMETRIC, logpi, mu, e)[0] for e in (0.1, 0)])
    for name, g in ROOMS.items():
        for eta in (0.05, 0.3):
            rows = list(run(g, eta, 800))
            mu = rows[-1][0]
            print("%s, eta %g: law %.8f %.6f J_eta %.6f floor %.6f" % (name, eta, mu[-1], mu[0], *limit(g, eta, mu)[1:]))
            for k in (1, 2, 10, 20, 100):
                gap = exploitability(g, rows[k - 1][1], rows[k - 1][0], eta)
                print("  k %d: corner %.10f phi_eta %.10g distance %.3g" % (
                    k, rows[k - 1][0][-1], gap, np.linalg.norm(rows[k - 1][0] - mu)))
