"""N followers who play the equilibrium of a fixed leader, in stackelberg.py's games. Run: python finite_followers.py

They start from rho; the empirical law of their current atoms enters rewards and kernel. 300 steps are left out. Gap:
mean of |mu^N - mu*|_1 times sqrt(N); leader's mean reward of a step, and its deviation times sqrt(N). Random numbers
are numpy's: bands, not digits.
"""
import numpy as np

from stackelberg import equilibrium
from stackelberg_games import market, pricing, shop
from stackelberg_leaders import fixed


def draw(p, random):
    return np.minimum((random.random((len(p), 1)) > p.cumsum(axis=1)).sum(axis=1), p.shape[1] - 1)


def simulate(g, leader, n, steps, random):
    phi = fixed(g, leader)
    pi, star = equilibrium(g, phi)
    s, gaps, earned = draw(np.tile(g.rho, (n, 1)), random), [], []
    b = np.full(n, leader)
    for t in range(300 + steps):
        a = draw(pi[s], random)
        mu = np.bincount(g.z[s, a], minlength=len(star)) / n
        p, _, rl = g.tables(mu)
        if t >= 300:
            gaps.append(abs(mu - star).sum())
            earned.append(rl[s, b].mean())
        s = draw(p[s, a, b], random)
    return np.mean(gaps) * np.sqrt(n), np.mean(earned), np.std(earned) * np.sqrt(n)


if __name__ == "__main__":
    random = np.random.default_rng(1)
    for name, g, leader in (("market sell", market((0, 2)), 2), ("shop", shop(), 1), ("pricing", pricing(), 1)):
        for n in (10, 30, 300):
            print(name, "N = %d: gap %.3f leader %.4f deviation %.3f" % (n, *simulate(g, leader, n, 5000, random)))
