"""The three leader-follower games of AC-SMFG as tables; prints rewards and rows. Run: python stackelberg_games.py

tables(mu) is P[s, a, b, s'], follower reward r_f[s, a, b] and leader reward r_l[s, b] at a law mu on atoms z(s, a);
o(s) is what the leader sees. The defaults are the headline games; MARKET_X, SHOP_X, PRICING_X differ in every constant.
"""
from types import SimpleNamespace

import numpy as np


def market(fee=(1, 1), tau=0.5, gamma=0.9, chi=0.2, v=1.0, w=(1, 2), kappa=0.5, lam=0.2, skew=0.15,
           fills=(0.9, 0.6, 0.2), rho=(1, 0, 0), posted=False):
    """States out, buy side, sell side; actions buy, sell; the leader favours buy, neither, sell."""
    def tables(mu):
        p, rf, rl = np.zeros((3, 2, 3, 3)), np.zeros((3, 2, 3)), np.zeros((3, 3))
        for a in range(2):
            for b in range(3):
                fill = fills[1 if b == 1 else 0 if b == 2 * a else 2] * (1 - chi * mu[1 + a])
                p[:, a, b, 1 + a], p[:, a, b, 0] = fill, 1 - fill
                rf[:, a, b] = kappa * (b == 2 * a)
        for s in (1, 2):
            rf[s] += v - w[s - 1] * mu[s]
        for s in range(3):
            rl[s] = (0 if s == 0 else fee[s - 1]) * (1 + lam * mu[s]) - skew * (np.arange(3) != 1)
        return p, rf, rl
    z = np.repeat(np.arange(3)[:, None], 2, axis=1)
    o = np.arange(3) * (not posted)
    return SimpleNamespace(z=z, o=o, B=3, tau=tau, gamma=gamma, rho=np.array(rho), tables=tables)


def shop(c=0.05, n=5, tau=0.2, gamma=0.9, amenity=1, depot=3, move=0.1, crowd=0.5, width=0.5, noise=(0.1, 0.8, 0.1)):
    """Places on a circle; actions left, stay, right; the leader posts the place of the shop."""
    def d(x, y):
        return np.minimum((x - y) % n, (y - x) % n)

    def tables(mu):
        p, rf = np.zeros((n, 3, n, n)), np.zeros((n, 3, n))
        s, b = np.arange(n), np.arange(n)
        for a in range(3):
            for e in range(3):
                p[s, a, :, (s + a - 1 + e - 1) % n] += noise[e]
            rf[:, a] = -(d(s[:, None], b) + d(s, amenity)[:, None]) / (n // 2) - move * (a != 1) - crowd * mu[:, None]
        visits = mu @ np.exp(-d(s[:, None], b) / width) - c * d(b, depot)
        return p, rf, np.tile(visits, (n, 1))
    z = np.repeat(np.arange(n)[:, None], 3, axis=1)
    return SimpleNamespace(z=z, o=0 * z[:, 0], B=n, tau=tau, gamma=gamma, rho=np.full(n, 1 / n), tables=tables)


def pricing(i=5, sell=2, make=2, d=(1, 2, 3, 4), tau=0.3, gamma=0.9, delivery=0.8, e0=1.0, sigma=1.0,
            costs=(0.2, 0.1, 0.1, 0.5, 0.02), target=1.0, level=0.02):
    """Inventories 0..i; an action sells q and orders h; the leader posts a level of demand; atoms (inventory, q)."""
    s = np.arange(i + 1)
    q, h = np.divmod(np.arange((sell + 1) * (make + 1)), make + 1)
    z, d = (sell + 1) * s[:, None] + q, np.array(d, float)

    def price(mu):
        return (d / (mu @ (np.arange(len(mu)) % (sell + 1)) + e0)) ** (1 / sigma)

    def tables(mu):
        p = np.zeros((i + 1, len(q), len(d), i + 1))
        for x in s:
            for a in range(len(q)):
                left = x - min(q[a], x)
                p[x, a, :, min(left + h[a], i)] += delivery
                p[x, a, :, left] += 1 - delivery
        c0, c1, c2, c3, c4 = costs
        own = -c0 * q - c1 * q**2 - c2 * h - (c2 + c3) * np.maximum(q - s[:, None], 0) - c4 * s[:, None]
        rl = -(price(mu) - target) ** 2 - level * (d - d[0])
        return p, own[:, :, None] + price(mu) * q[:, None], np.tile(rl, (i + 1, 1))
    rho = np.full(i + 1, 1 / (i + 1))
    return SimpleNamespace(z=z, o=0 * s, B=len(d), tau=tau, gamma=gamma, rho=rho, tables=tables, price=price)


MARKET_X = market((0.6, 1.4), 0.7, 0.8, 0.35, 0.8, (0.7, 1.6), 0.4, 0.3, 0.1, (0.85, 0.5, 0.1), (0.5, 0.2, 0.3))
SHOP_X = shop(0.07, 7, 0.3, 0.85, 2, 6, 0.15, 0.7, 0.8, (0.05, 0.7, 0.25))
PRICING_X = pricing(4, 1, 3, (1.5, 2.5, 4), 0.25, 0.85, 0.7, 0.6, 1.8, (0.25, 0.15, 0.05, 0.4, 0.03), 1.2, 0.03)

if __name__ == "__main__":
    for name, game in (("market", market()), ("shop", shop()), ("pricing", pricing())):
        p, rf, rl = game.tables(np.full(game.z.max() + 1, 1 / (game.z.max() + 1)))
        print(name, "P(.|0, a, b = 2):", *np.round(p[0, :, 2], 6), "r_l(0, .):", np.round(rl[0], 6))
        for s in range(3):
            print("  r_f(%d, ., .):" % s, *np.round(rf[s], 6))
