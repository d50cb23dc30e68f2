"""Exact values and equilibria in the games of stackelberg_games.py; prints golden numbers. Run: python stackelberg.py

m(pi, phi): the stationary law of the pair. Values (1 - gamma) rho.V for frozen mu = m(pi, phi); the follower is paid
- tau log pi, "plain" is without. Exploitability: gain of the soft best response BR at (phi, mu). Equilibrium of a
leader: mu <- (1 - w) mu + w m(BR(phi, mu), phi); objective Phi: the leader's value there. Uneven pair: pi(a|s) in
proportion to 1 + ((3s + 5a) mod 7), phi(b|o) to 1 + ((2o + 3b) mod 5).
"""
import numpy as np

from stackelberg_games import MARKET_X, PRICING_X, SHOP_X, market, pricing, shop


def reduced(g, pi, phi, mu):
    p, rf, rl = g.tables(mu)
    f = phi[g.o]
    return np.einsum("sb,sabt->sat", f, p), np.einsum("sb,sab->sa", f, rf), (f * rl).sum(axis=1)


def induced(g, pi, phi):
    """Law of the states and of the atoms."""
    mu = np.full(g.z.max() + 1, 1 / (g.z.max() + 1))
    for _ in range(500):
        k = np.einsum("sa,sat->st", pi, reduced(g, pi, phi, mu)[0])
        states = np.linalg.solve(k.T - np.eye(len(k)) + 1, np.ones(len(k)))
        new = np.bincount(g.z.ravel(), (states[:, None] * pi).ravel(), len(mu))
        done, mu = abs(new - mu).sum() < 1e-15, new
        if done:
            break
    return states, mu


def follower(g, pi, phi, mu, tau):
    p, r, _ = reduced(g, pi, phi, mu)
    r = r - tau * np.log(np.maximum(pi, 1e-300))
    v = np.linalg.solve(np.eye(len(pi)) - g.gamma * np.einsum("sa,sat->st", pi, p), (pi * r).sum(axis=1))
    return v, reduced(g, pi, phi, mu)[1] + g.gamma * p @ v


def leader(g, pi, phi, mu):
    p, _, r = reduced(g, pi, phi, mu)
    return np.linalg.solve(np.eye(len(pi)) - g.gamma * np.einsum("sa,sat->st", pi, p), r)


def respond(g, phi, mu):
    pi = np.full(g.z.shape, 1 / g.z.shape[1])
    for _ in range(10):
        q = follower(g, pi, phi, mu, g.tau)[1] / g.tau
        pi = np.exp(q - q.max(axis=1, keepdims=True))
        pi /= pi.sum(axis=1, keepdims=True)
    return pi


def equilibrium(g, phi):
    mu = np.full(g.z.max() + 1, 1 / (g.z.max() + 1))
    for weight, steps in ((0.5, 200), (0.2, 500), (0.05, 2000)):
        for _ in range(steps):
            pi = respond(g, phi, mu)
            new = induced(g, pi, phi)[1]
            if abs(new - mu).sum() < 1e-13:
                return pi, new
            mu = mu + weight * (new - mu)


def objective(g, phi):
    pi, mu = equilibrium(g, phi)
    return (1 - g.gamma) * g.rho @ leader(g, pi, phi, mu)


def proportional(rows, columns, u, v, m):
    x = 1.0 + (u * np.arange(rows)[:, None] + v * np.arange(columns)) % m
    return x / x.sum(axis=1, keepdims=True)


def report(name, g, pi, phi):
    states, mu = induced(g, pi, phi)
    value = [leader(g, pi, phi, mu), follower(g, pi, phi, mu, g.tau)[0], follower(g, pi, phi, mu, 0)[0]]
    value.append(follower(g, respond(g, phi, mu), phi, mu, g.tau)[0] - value[1])
    numbers = ["%.6f" % ((1 - g.gamma) * g.rho @ v) for v in value]
    print(name, "law", np.round(states, 6), "J_l J_f plain exploitability", *numbers)
    return value


NAMED = {"market none": market(), "market buy": market((2, 0)), "market sell": market((0, 2))}
NAMED |= {"shop %g" % c: shop(c) for c in (0.05, 0.2, 0.5)} | {"pricing %d" % i: pricing(i) for i in (3, 5)}
OTHER = {"market x": MARKET_X, "shop x": SHOP_X, "pricing x": PRICING_X}

if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    for name, g in (NAMED | OTHER).items():
        rows = g.o.max() + 1
        report(name + ", uniform pair:", g, np.full(g.z.shape, 1 / g.z.shape[1]), np.full((rows, g.B), 1 / g.B))
        phi = proportional(rows, g.B, 2, 3, 5)
        values = report(name + ", uneven pair:", g, proportional(*g.z.shape, 3, 5, 7), phi)
        pi, mu = equilibrium(g, phi)
        there = (1 - g.gamma) * g.rho @ follower(g, pi, phi, mu, g.tau)[0]
        print("  V_l", values[0], "V_f", values[1], "Phi %.6f J_f there %.6f" % (objective(g, phi), there))
    mu = induced(pricing(), proportional(6, 9, 3, 5, 7), proportional(1, 4, 2, 3, 5))[1]
    print("pricing 5, uneven pair, mean sale %.6f" % (mu @ (np.arange(18) % 3)))
