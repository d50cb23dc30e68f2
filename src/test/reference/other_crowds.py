"""Crowd games on graphs, lines and the circle: equilibria, constants and traces. Run: python other_crowds.py

Equilibrium: damped iteration of Gamma_5(mu) = mu P^5, P the chain of the soft best response, then Newton with the
Jacobian J by central differences. C: largest eigenvalue of (J + J')/2 on directions of sum 0. Lambda: norm there.
beta: 2 (1 - Re x)/|1 - x|^2 over eigenvalues x. beta_20: where [[1 - b + b x', b x''], ...] of L = 20 steps loses
stability, 2/(1 + |x| L/(L + 2)) at the steepest real eigenvalue x < 0. Floor: phi_0 of the equilibrium.
"""
import numpy as np

from crowds import best, chain, exploitability, game, limit, run
from rooms import ASYMMETRIC, ROOMS


def graph(n, edges, target, w, kappa):
    near = [sorted([b for a, b in edges if a == s] + [a for a, b in edges if b == s]) for s in range(n)]
    width = max(map(len, near))
    d = np.full(n, n)
    d[target] = 0
    for _ in range(n):
        d = np.array([min([d[s]] + [d[t] + 1 for t in near[s]]) for s in range(n)])
    moves = [[s] + near[s] + [s] * (width - len(near[s])) for s in range(n)]
    return game(moves, lambda mu: np.repeat((np.array(w)[d] - kappa * mu)[:, None], width + 1, axis=1))


def line(n, own, f, ring):
    moves = [[(s + a) % n if ring else min(max(s + a, 0), n - 1) for a in (-1, 0, 1)] for s in range(n)]
    return game(moves, lambda mu: (own - f(mu))[:, None] - 0.1 * np.array([1, 0, 1]))


def wrapped(x, width):
    return sum(np.exp(-((x + i) / width) ** 2 / 2) for i in range(-3, 4))


def circle(n):
    x, drift = np.arange(n) / n, 0.05 * np.array([-1, 0, 1])
    p = wrapped(x - x[:, None, None] - drift[:, None], 0.03)
    p /= p.sum(axis=2, keepdims=True)
    near = wrapped(x - x[:, None], 0.05) / (0.05 * np.sqrt(2 * np.pi))
    return game([[0] * 3] * n, lambda mu: (np.cos(2 * np.pi * (x - 0.5)) - 0.5 * near @ mu)[:, None]
                - 0.1 * abs(drift) / 0.05, kernel=lambda mu: p)


RING = np.minimum(abs(np.arange(11) - 5), 11 - abs(np.arange(11) - 5))
BEACH = line(11, 1 - 2 * RING / 11, lambda mu: np.log(np.maximum(mu, 1e-6)), True)
NEAR_BARS = np.minimum(abs(np.arange(7) - 1), abs(np.arange(7) - 5))
PETERSEN = graph(10, [e for i in range(5) for e in ((i, (i + 1) % 5), (i, i + 5), (5 + i, 5 + (i + 2) % 5))], 0,
                 (1, 0.5, 0), 4)
BROOM = graph(6, [(0, 1), (0, 2), (0, 3), (3, 4), (4, 5)], 5, (1, 0.6, 0.3, 0.1, 0), 2)


def bars(alpha):
    return line(7, -0.5 * NEAR_BARS, lambda mu: -alpha * mu, False)


def gamma(g, mu, eta, m=5):
    return mu @ np.linalg.matrix_power(chain(g, best(g, mu, eta), mu), m)


def jacobian(g, mu, eta, m=5, h=1e-7):
    basis = np.linalg.qr(np.column_stack([np.ones(g.n), np.eye(g.n)[:, 1:]]))[0][:, 1:]
    h = min(h, mu.min() / 2)
    moves = [(gamma(g, mu + h * v, eta, m) - gamma(g, mu - h * v, eta, m)) / (2 * h) for v in basis.T]
    return basis, basis.T @ np.array(moves).T


def equilibrium(g, eta, steps=300, beta=0.03):
    mu = g.mu
    for _ in range(steps):
        mu = mu + beta * (gamma(g, mu, eta) - mu)
    for _ in range(5):
        basis, j = jacobian(g, mu, eta)
        new = mu + basis @ np.linalg.solve(np.eye(g.n - 1) - j, basis.T @ (gamma(g, mu, eta) - mu))
        mu = new if new.min() > 0 else mu
    return mu


def constants(g, mu, eta, m=5):
    j = jacobian(g, mu, eta, m)[1]
    x = np.linalg.eigvals(j)
    steepest = max(0, -x.real.min())
    return "C %.4g Lambda %.5g abscissa %.4f beta %.4f beta_20 %.4f" % (
        np.linalg.eigvalsh((j + j.T) / 2).max(), np.linalg.norm(j, 2), x.real.max(),
        (2 * (1 - x.real) / abs(1 - x) ** 2).min(), 2 / (1 + steepest * 20 / 22))


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    cases = [("Petersen", PETERSEN, (0.05, 0.3)), ("broom", BROOM, (0.1,)), ("two bars", bars(1), (0.3,)),
             ("two bars, no crowd", bars(0), (0.3,)), ("beach bar", BEACH, (0.05, 0.1, 0.2, 0.3, 0.5, 1))]
    for name, g, etas in cases:
        for eta in etas:
            mu = equilibrium(g, eta)
            logpi, value, floor = limit(g, eta, mu)
            earned = mu @ (np.exp(logpi) * g.reward(mu)).sum(axis=1)
            print("%s, eta %g: J_eta %.6f floor %.6f reward %.6f" % (name, eta, value, floor, earned))
            print(" ", mu, constants(g, mu, eta))
    for eta in (0.05, 0.3):
        rows = list(run(PETERSEN, eta, 100))
        print("Petersen, eta %g: phi_eta at k = 10 %.7g distance at 100 %.5g" % (
            eta, exploitability(PETERSEN, rows[9][1], rows[9][0], eta),
            np.linalg.norm(rows[-1][0] - equilibrium(PETERSEN, eta))))
    laws = [mu for mu, _ in run(BEACH, 0.05, 400)]
    moves = abs(np.diff(laws[-21:], axis=0)).sum(axis=1)
    print("beach bar, eta 0.05, beta 0.05: movement %.3g" % moves.mean())
    for n in (20, 40, 80, 160, 320):
        g = circle(n)
        mu = equilibrium(g, 0.2, 60, 0.2) if n < 100 else list(run(g, 0.2, 250, 0.1, 20))[-1][0]
        print("circle of %d: %.8f %.3g J_eta %.8f floor %.5f" % (n, n * mu[n // 2], n * mu[0], *limit(g, 0.2, mu)[1:]))
    print("asymmetric room, eta 0.1, M 3:", constants(ASYMMETRIC, equilibrium(ASYMMETRIC, 0.1), 0.1, 3))
    for name in ("small rooms", "kinetic"):
        for eta in (0.05, 0.3):
            print("%s, eta %g:" % (name, eta), constants(ROOMS[name], equilibrium(ROOMS[name], eta), eta))
