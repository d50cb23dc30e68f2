"""Gain of one of N players of the 5x5 room who leaves the equilibrium policy; its tolls. Run: python players.py

The others are independent under the stationary law mu; the reward is linear in the empirical law, so that the gain is
phi_0 of the room with crowd term -4 ((N - 1)/N mu(s) + 1/N) from mu. Tolls: equilibria at many temperatures and crowd
aversions kappa, reward: mean of r under mu. No slip: least probability and entropy of a row, second eigenvalue.
"""
import numpy as np

from crowds import best, chain, exploitability, limit
from other_crowds import constants, equilibrium
from rooms import room


def corner(f, **more):
    return room(5, 5, (4, 4), f, **more)


def reward(g, logpi, mu):
    return mu @ (np.exp(logpi) * g.reward(mu)).sum(axis=1)


if __name__ == "__main__":
    g = corner(lambda mu: 4 * mu)
    stars = {eta: equilibrium(g, eta, 1500, 0.01) for eta in (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 3, 10)}
    for eta, mu in stars.items():
        logpi, _, floor = limit(g, eta, mu)
        numbers = eta, floor, mu[24], -mu @ np.log(mu), abs(mu - stars[0.01]).sum(), reward(g, logpi, mu)
        print("eta %g: floor %.6f corner %.5f entropy %.4f from the coldest %.4f reward %.6f" % numbers)
        print(" ", constants(g, mu, eta))
        if eta in (0.01, 0.05, 0.1, 0.3):
            gains = [exploitability(corner(lambda mu: 4 * ((n - 1) / n * mu + 1 / n)), logpi, mu)
                     for n in (5, 10, 20, 50, 100, 200, 500, 1000, 10000)]
            print("  N = 5, 10, 20, 50, 100, 200, 500, 1000, 10000:", *["%.6f" % gain for gain in gains])
    for kappa in (1, 2, 4, 8):
        g = corner(lambda mu: kappa * mu)
        for eta in (0.05, 0.2, 0.5, 1, 1.2, 1.5, 2, 3):
            mu = equilibrium(g, eta, 1500, 0.01)
            print("kappa %g, eta %g: reward %.6f" % (kappa, eta, reward(g, best(g, mu, eta), mu)))
    g = corner(lambda mu: 4 * mu, slip=0)
    for eta, beta in ((0.3, 0.05), (0.05, 0.01), (0.02, 0.005), (0.005, 0.001)):
        mu = equilibrium(g, eta, round(25 / beta), beta)
        logpi = best(g, mu, eta)
        moduli = np.sort(abs(np.linalg.eigvals(chain(g, logpi, mu))))
        print("no slip, eta %g: least pi %.2g least entropy %.3f second eigenvalue %.3f" % (
            eta, np.exp(logpi.min()), -(np.exp(logpi) * logpi).sum(axis=1).max(), moduli[-2]))
