"""Policies for control_problems.py, their flows and values; prints golden numbers. Run: python control_policies.py

A policy gives p[x, a] at (theta, t, mu); value: sum of gamma^t mu_t . r and gamma^T mu_T . g along the flow.
"""
import numpy as np

from control_problems import cybersecurity, planning, two_states


def softmax(z):
    e = np.exp(z - z.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def logits(theta, t, mu):
    return softmax(np.stack([0 * theta, theta], axis=1))


def table(states, actions):
    return lambda theta, t, mu: softmax(theta.reshape(states, actions))


def linear(states, actions):
    def policy(theta, t, mu):
        w = theta.reshape(states, actions, states + 2)
        z = w[..., :2] @ np.array([1, t]) + np.einsum("xai,...i->...xa", w[..., 2:], mu)
        return softmax(z)
    return policy


def mlp(states, actions, width):
    def policy(theta, t, mu):
        ends = np.cumsum([width * (states + 1), width, width * width, width, states * actions * width])
        w1, b1, w2, b2, w3, b3 = np.split(theta, ends)
        h = np.tanh(w1.reshape(width, -1) @ np.concatenate([[t], mu]) + b1)
        h = np.tanh(w2.reshape(width, width) @ h + b2)
        return softmax((w3.reshape(-1, width) @ h + b3).reshape(states, actions))
    return policy


def flow(problem, policy, theta, law):
    laws = [np.asarray(law) + 0 * theta[0]]
    for t in range(problem.T):
        mu = laws[-1]
        laws.append(np.einsum("x,xa,xay->y", mu, policy(theta, t, mu), problem.kernel(t, mu)))
    return np.array(laws)


def value(problem, policy, theta, law):
    laws = flow(problem, policy, theta, law)
    g = problem.gamma
    earned = [mu @ (policy(theta, t, mu) * problem.reward(t, mu)).sum(axis=1) for t, mu in enumerate(laws[:-1])]
    return g ** np.arange(problem.T) @ np.array(earned) + g**problem.T * laws[-1] @ problem.terminal(laws[-1])


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    uniform = np.full(4, 0.25)
    fixed = {"keep": (-800, -800), "switch": (800, 800), "half": (0, 0), "drop": (800, -800), "defend": (-800, 800)}
    for name, (d, u) in fixed.items():
        theta, ways = np.array([d, d, u, u]) * 1.0, ((0.5, 50), (0.5, 3), (0.5**0.2, 50))
        values = [value(cybersecurity(gamma=g, horizon=h), logits, theta, uniform) for g, h in ways]
        laws = flow(cybersecurity(horizon=50), logits, theta, uniform)
        print(name, *["%.6f" % v for v in values], np.round(laws[20], 4), np.round(laws[50], 4))
    for target in "AB":
        for horizon in (5, 10, 15):
            still = np.tile([0.0, 800, 0], 10)
            values = [value(planning(target, horizon), table(10, 3), x, np.full(10, 0.1)) for x in (still, 0 * still)]
            print("planning %s, T %d: stay %.7f random %.7f" % (target, horizon, *values))
    paths = [(a, b) for a in (0.3, 0.7) for b in (0.3, 0.7)]
    values = [value(two_states(2, path), logits, np.zeros(2), [0.2, 0.8]) for path in paths]
    print("common shocks:", *["%s %.8f" % x for x in zip(paths, values)], "mean %.8f" % np.mean(values))
