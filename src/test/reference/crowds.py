"""Stationary crowd games and exact MF-TRPO on them: what rooms.py, other_crowds.py and others share. Prints nothing.

A game: kernel(mu) [s, a, s'], reward(mu) [s, a], discount, first law. Move table and slip p: with probability p the
action is a uniform one; with a capacity a move into y only succeeds with probability 1 - min(1, mu(y)/capacity).
Step and law as in mf_trpo.py, with L, M and beta of one's own.
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
