"""Objectives of leaders in the games of stackelberg.py; prints golden numbers. Run: python stackelberg_leaders.py

Leaders: uniform, always b, the best that do one action per state, mixtures of (buy, neutral, sell) posted for all.
"""
import numpy as np

from stackelberg import NAMED, equilibrium, induced, objective
from stackelberg_games import market, shop


def fixed(g, *chosen):
    return np.eye(g.B)[np.resize(chosen, g.o.max() + 1)]


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    for name, g in NAMED.items():
        flat = np.full((g.o.max() + 1, g.B), 1 / g.B)
        pi, mu = equilibrium(g, flat)
        print(name, "uniform leader: Phi %.6f pi(.|0)" % objective(g, flat), pi[0], "law", induced(g, pi, flat)[0],
              "prices", g.price(mu) if name.startswith("pricing") else "none")
        print("  fixed leaders: Phi", np.array([objective(g, fixed(g, b)) for b in range(g.B)]))
    for name, fee, best in (("none", (1, 1), (1, 0, 2)), ("buy", (2, 0), (0, 0, 1)), ("sell", (0, 2), (2, 2, 2))):
        mixed = [np.array([m]) for m in ((0.5, 0.5, 0), (0, 0.5, 0.5), (0.5, 0, 0.5), (0.6, 0.3, 0.1))]
        print("market %s: best %.6f, mixed and posted" % (name, objective(market(fee), fixed(market(), *best))),
              np.array([objective(market(fee, posted=True), m) for m in mixed]))
    print("cold shop, b = 1: %.6f" % objective(shop(tau=0.05), np.eye(5)[[1]]))
