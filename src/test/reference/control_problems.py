"""The three problems of mean-field control; prints kernels of cybersecurity. Run: python control_problems.py

kernel(t, mu) is P[x, a, y], reward(t, mu) r[x, a], terminal(mu) g[x]; mu may be many laws at once. All are analytic in
mu (|z| by the sign of its real part), so that a step into the complex plane differentiates exactly. Cybersecurity:
P = exp(dt Q), states DI, DS, UI, US.
"""
from types import SimpleNamespace

import numpy as np


def two_states(horizon, arrivals=None):
    """Move from 0 with probability lambda_0 (one per time, if given), from 1 with 0.8."""
    def kernel(t, mu):
        first = 0.5 if arrivals is None else arrivals[t]
        return np.array([[[1, 0], [1 - first, first]], [[0, 1], [0.8, 0.2]]])

    def terminal(mu):
        m = np.asarray(mu)[..., 1:]
        return np.array([0, 1]) - m**2 - 10 * (m - 0.4) * np.sign(m.real - 0.4)
    return SimpleNamespace(T=horizon, S=2, A=2, gamma=1, kernel=kernel, terminal=terminal,
                           reward=lambda t, mu: np.repeat(terminal(mu)[..., None], 2, axis=-1))


def exponential(q):
    n = max(0, int(np.ceil(np.log2(max(1e-9, abs(q).sum(axis=-1).max())))) + 4)
    term = out = np.eye(q.shape[-1]) + 0 * q
    for k in range(1, 12):
        term = term @ q / (2.0**n * k)
        out = out + term
    for _ in range(n):
        out = out @ out
    return out


def cybersecurity(beta=(0.4, 0.4, 0.3, 0.3), recover=(0.5, 0.4), direct=(0.4, 0.3), hackers=0.6, switch=0.8,
                  cost=(0.3, 0.5), dt=0.2, gamma=0.5, horizon=3):
    """beta: infection of D by D and by U, of U by U and by D."""
    def kernel(t, mu):
        mu = np.asarray(mu)
        d, u = mu[..., :1], mu[..., 2:3]
        q = np.zeros(mu.shape[:-1] + (2, 4, 4), dtype=mu.dtype)
        q[..., 0, 1], q[..., 1, 0] = recover[0], hackers * direct[0] + beta[0] * d + beta[1] * u
        q[..., 2, 3], q[..., 3, 2] = recover[1], hackers * direct[1] + beta[2] * u + beta[3] * d
        q[..., 1, [0, 1, 2, 3], [2, 3, 0, 1]] = switch
        q[..., range(4), range(4)] = -q.sum(axis=-1)
        return np.moveaxis(exponential(dt * q), -3, -2)
    r = -dt * (cost[0] * np.array([1, 1, 0, 0]) + cost[1] * np.array([1, 0, 1, 0]))
    return SimpleNamespace(T=horizon, S=4, A=2, gamma=gamma, kernel=kernel, terminal=lambda mu: r,
                           reward=lambda t, mu: r[:, None] * np.ones(2))


STRONG = cybersecurity((3.2, 2.5, 1.5, 0.7), (0.8, 0.1), (0.4, 0.3), 0.05, 1.2, (0.2, 1.5), 1, 0.9, 4)
TARGETS = {"A": (0, 0, 0.05, 0.1, 0.2, 0.3, 0.2, 0.1, 0.05, 0), "B": (0.02, 0.04, 0.09, 0.16, 0.19) * 2}
TARGETS["B"] = TARGETS["B"][:5] + TARGETS["B"][4::-1]


def planning(target, horizon, cost=0.01):
    x, move = np.arange(10)[:, None], np.array([-1, 0, 1])
    p = np.eye(10)[(x + move) % 10]

    def terminal(mu):
        return -((mu - np.array(TARGETS[target])) ** 2).sum() * np.ones(10)
    return SimpleNamespace(T=horizon, S=10, A=3, gamma=1, kernel=lambda t, mu: p, terminal=terminal,
                           reward=lambda t, mu: terminal(mu)[:, None] - cost * abs(move))


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    uniform, contagious = np.full(4, 0.25), np.array([0.04, 0.46, 0.03, 0.47])
    print("P at the uniform law, a = 0 and 1:", cybersecurity().kernel(0, uniform).transpose(1, 0, 2), sep="\n")
    print("strong contagion, (DS, 0), (DI, 1), (US, 1):", *STRONG.kernel(0, contagious)[[1, 0, 3], [0, 1, 1]])
