"""Cybersecurity as a problem of laws on a grid of the simplex, by value iteration. Run: python control_lifted.py

Laws k/n; actions: the 16 pure rules, bit x the action in state x (rule 0 keeps everywhere). A law moves exactly and
goes to the nearest grid point: floors of n mu, what is left to the largest remainders, ties to the lower state. Reward
mu . r, discount 0.5. The greedy rule at the nearest point, ties to the lowest, steers the true law from uniform.
"""
import numpy as np

from control_problems import cybersecurity

P = cybersecurity()
R = P.terminal(None)
RULES = (np.arange(16)[:, None] >> np.arange(4)) & 1


def move(mu):
    """The laws after each rule."""
    k = P.kernel(0, mu)
    return np.einsum("x,rxy->ry", mu, k[np.arange(4), RULES])


def nearest(mu, n):
    scaled = n * mu
    whole = np.floor(scaled + 1e-12).astype(int)
    order = np.argsort(-np.round(scaled - whole, 12), kind="stable")
    whole[order[: n - whole.sum()]] += 1
    return tuple(whole)


if __name__ == "__main__":
    for n in (10, 20, 30):
        points = [(a, b, c, n - a - b - c)
                  for a in range(n + 1) for b in range(n + 1 - a) for c in range(n + 1 - a - b)]
        index = {point: i for i, point in enumerate(points)}
        after = np.array([[index[nearest(mu, n)] for mu in move(np.array(p) / n)] for p in points])
        reward, v = np.array(points) / n @ R, np.zeros(len(points))
        for _ in range(200):
            v = reward + P.gamma * v[after].max(axis=1)
        mu, value = np.full(4, 0.25), 0
        for t in range(50):
            value += P.gamma**t * mu @ R
            q = v[after[index[nearest(mu, n)]]]
            mu = move(mu)[(q >= q.max() - 1e-12).argmax()]
        print("n = %d: %d points, true value %.6f law %s, own value %.6f" % (
            n, len(points), value + P.gamma**50 * mu @ R, np.round(mu, 4), v[index[nearest(np.full(4, 0.25), n)]]))
