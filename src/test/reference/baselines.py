"""The baselines of MF-TRPO on the 5x5 room; prints golden numbers. Run: python baselines.py

Best response: pi greedy for mu, ties (1e-9) shared, m its stationary law, mu <- mu + beta (m - mu), with beta = 1 (plain),
0.05 (damped), 1/(k + 1) (fictitious play). Fixed point: the same with beta = 1 and the soft optimum at eta. The policy that
counts is the average j/sum_a j, j <- j + beta (m pi - j). Mirror descent: y <- y + alpha Q_0 at the stationary law of
softmax(y). Rows: E_0 after 10, 50, 100 and 500 iterations. Damped play and fictitious play depend on how rounding decides
ties after some ten iterations.
"""
import numpy as np

from exploitability import A, GAMMA, P, S, evaluate, exploitability, normalised, optimum, push, reward
from mf_trpo import run, stationary

MOMENTS = (10, 50, 100, 500)


def response(mu, eta):
    if eta > 0:
        return np.exp(optimum(mu, eta)[1])
    q = reward(mu) + GAMMA * P @ optimum(mu, 0)[0]
    best = q >= q.max(axis=1, keepdims=True) - 1e-9
    return best / best.sum(axis=1, keepdims=True)


def strict(pi):
    """E_0 of a policy that may have zeros."""
    law = stationary(pi)
    value = np.linalg.solve(np.eye(S) - GAMMA * push(pi), (pi * reward(law)).sum(axis=1))
    return law @ (optimum(law, 0)[0] - value)


def play(beta, eta):
    mu, joint = np.full(S, 1 / S), np.full((S, A), 1 / S / A)
    for k in range(1, MOMENTS[-1] + 1):
        pi = response(mu, eta)
        law = np.clip(stationary(pi), 0, None)
        mu, joint = mu + beta(k) * (law - mu), joint + beta(k) * (law[:, None] * pi - joint)
        yield k, pi if beta(k) == 1 else joint / joint.sum(axis=1, keepdims=True)


def descent(alpha):
    y = np.zeros((S, A))
    for k in range(1, MOMENTS[-1] + 1):
        y = y + alpha * evaluate(normalised(y), stationary(np.exp(normalised(y))), 0)[1]
        yield k, np.exp(normalised(y))


if __name__ == "__main__":
    runs = {"plain": play(lambda k: 1, 0), "damped": play(lambda k: 0.05, 0), "fictitious": play(lambda k: 1 / (k + 1), 0)}
    runs |= {"fixed point, eta %g" % eta: play(lambda k: 1, eta) for eta in (0.05, 0.3)}
    runs |= {"descent, alpha %g" % alpha: descent(alpha) for alpha in (0.1, 0.5)}
    runs["MF-TRPO, eta 0.05"] = ((k, np.exp(x[1])) for k, x in enumerate(run(0.05, MOMENTS[-1]), 1))
    for name, iterates in runs.items():
        print("%s:" % name, *("%.5g" % strict(pi) for k, pi in iterates if k in MOMENTS))
