"""Optimum of distribution planning, a convex quadratic program in the flows. Run: python control_optimum.py

Flows f_t(x, a) >= 0 with sum_a f_t(x, a) = mu_t(x) and mu_(t+1)(y) the sum of the flows into y, from the uniform law.
Maximise - sum_t |mu_t - target|^2 - 0.01 (mass that moves) by a primal-dual interior point method.
"""
import numpy as np

from control_problems import TARGETS


def program(horizon):
    """Flows leave where flows arrived: A f = b; laws: L f, the last one by its arrivals."""
    n, index = 30 * horizon, np.arange(30 * horizon).reshape(horizon, 10, 3)
    leave, arrive = np.zeros((horizon, 10, n)), np.zeros((horizon, 10, n))
    for t in range(horizon):
        for x in range(10):
            for a in range(3):
                leave[t, x, index[t, x, a]] = arrive[t, (x + a - 1) % 10, index[t, x, a]] = 1
    a = leave.copy()
    a[1:] -= arrive[:-1]
    b = np.r_[np.full(10, 0.1), np.zeros(10 * (horizon - 1))]
    return a.reshape(-1, n), np.concatenate([leave[1:], arrive[-1:]]).reshape(-1, n), b


def solve(target, horizon):
    a, laws, b = program(horizon)
    target, cost = np.array(target), np.tile([0.01, 0, 0.01], 10 * horizon)
    h, c = 2 * laws.T @ laws, cost - 2 * laws.T @ np.tile(target, horizon)
    n, x, y = len(c), np.full(len(c), 1 / 30), np.zeros(len(b))
    z = np.full(n, 0.1)
    for _ in range(80):
        mu = 0.1 * x @ z / n
        right = np.r_[-(h @ x + c - a.T @ y - z), -(a @ x - b), mu - x * z]
        left = np.block([[h, -a.T, -np.eye(n)], [a, np.zeros((len(b), len(b) + n))],
                         [np.diag(z), np.zeros((n, len(b))), np.diag(x)]])
        step = np.linalg.solve(left, right)
        dx, dy, dz = np.split(step, [n, n + len(b)])
        w = min([1] + list(-0.99 * x[dx < 0] / dx[dx < 0]) + list(-0.99 * z[dz < 0] / dz[dz < 0]))
        x, y, z = x + w * dx, y + w * dy, z + w * dz
        if x @ z < 1e-13:
            break
    flows, after = x.reshape(horizon, 10, 3), (laws @ x).reshape(horizon, 10)
    return -((np.vstack([np.full(10, 0.1), after]) - target) ** 2).sum() - cost @ x, after, flows


if __name__ == "__main__":
    np.set_printoptions(precision=4, suppress=True, linewidth=150)
    for name in "AB":
        for horizon in (5, 10, 15):
            value, laws, flows = solve(TARGETS[name], horizon)
            print("target %s, T %d: %.7f" % (name, horizon, value))
            if horizon == 5:
                print("  laws", laws, "moved", flows[:, :, [0, 2]].sum(axis=(1, 2)), sep="\n")
