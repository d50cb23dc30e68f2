"""Updates of AC-SMFG with transitions written down, for stackelberg_games.py. Run: python stackelberg_steps.py

theta(s, a) = ((2s + 3a) mod 5)/5, omega(o, b) = ((3o + b) mod 4)/4, V_f(s) = (1 + s)/2, V_l(s) = -0.25 + 0.1 s, mu(z)
in proportion to 1 + (z mod 3); then two updates, k = 3 and 4, with leader, law, follower and critic steps
(0.4, 0.6, 0.8, 1.2)/sqrt(k + 1), those of law and critics at most 1. A transition: (s, a, b, s', still s, still a).
"""
import numpy as np

from stackelberg_games import MARKET_X, PRICING_X, SHOP_X, market


def update(g, x, k, c, s, a, b, after, still, still_action):
    theta, omega, vf, vl, mu = (y.copy() for y in x)
    h = 1 / np.sqrt(k + 1)
    leader, law, follower, critic = c[0] * h, min(1, c[1] * h), c[2] * h, min(1, c[3] * h)
    pi = np.exp(x[0][s]) / np.exp(x[0][s]).sum()
    phi = np.exp(x[1][g.o[s]]) / np.exp(x[1][g.o[s]]).sum()
    _, rf, rl = g.tables(x[4])
    df = rf[s, a, b] - g.tau * np.log(pi[a]) + g.gamma * x[2][after] - x[2][s]
    dl = rl[s, b] + g.gamma * x[3][after] - x[3][s]
    theta[s] += follower * df * (np.eye(len(pi))[a] - pi)
    omega[g.o[s]] += leader * dl * (np.eye(len(phi))[b] - phi)
    vf[s] += critic * df
    vl[s] += critic * dl
    return theta, omega, vf, vl, (1 - law) * mu + law * np.eye(len(mu))[g.z[still, still_action]]


def uneven(g):
    (s, a), o, z = np.indices(g.z.shape), np.arange(g.o.max() + 1)[:, None], np.arange(g.z.max() + 1)
    v, mu = np.arange(len(g.z)), 1.0 + z % 3
    return (2 * s + 3 * a) % 5 / 5, (3 * o + np.arange(g.B)) % 4 / 4, (1 + v) / 2, -0.25 + 0.1 * v, mu / mu.sum()


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=110)
    g = market((0, 2))
    zero = np.zeros((3, 2)), np.zeros((3, 3)), np.zeros(3), np.zeros(3), np.full(3, 1 / 3)
    runs = {"market, from zero": update(g, zero, 0, (0.5, 0.5, 1, 1), 0, 1, 2, 2, 0, 0)}
    for name, g, first, second in (
        ("market x", MARKET_X, (1, 1, 0, 2, 2, 0), (2, 0, 2, 1, 1, 1)),
        ("shop x", SHOP_X, (1, 2, 5, 2, 4, 0), (2, 0, 3, 0, 3, 1)),
        ("pricing x", PRICING_X, (1, 6, 2, 3, 4, 2), (3, 5, 0, 2, 2, 7)),
    ):
        unequal = 0.4, 0.6, 0.8, 1.2
        runs[name] = update(g, update(g, uneven(g), 3, unequal, *first), 4, unequal, *second)
    for name, x in runs.items():
        for part, y in zip(("theta", "omega", "V_f", "V_l", "law"), x):
            print(name, part, np.array2string(y, prefix=name + " " + part))
