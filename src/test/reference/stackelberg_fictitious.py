"""Exact fictitious play of leader and followers in the games of stackelberg.py. Run: python stackelberg_fictitious.py

At iteration it the leader moves if it mod 6 = 0, else the followers: the greedy best response, without temperature, at
mu = m(average pi, average phi), ties to the lowest action, comes into the average with weight 1/(it + 2). A leader that
sees the state plays the best policy at frozen followers and law, one that sees nothing the best constant. Rows:
leader's value, objective and exploitability of the averages after 1, 2, 6, 120, 600 iterations.
"""
import numpy as np

from stackelberg import equilibrium, follower, induced, leader, reduced, respond
from stackelberg_games import market, pricing, shop


def greedy(q):
    return np.eye(q.shape[1])[(q >= q.max(axis=1, keepdims=True) - 1e-9).argmax(axis=1)]


def best_follower(g, phi, mu):
    pi = np.full(g.z.shape, 1 / g.z.shape[1])
    for _ in range(30):
        pi = greedy(follower(g, pi, phi, mu, 0)[1])
    return pi


def best_leader(g, pi, mu):
    if g.o.max() == 0:
        values = [g.rho @ leader(g, pi, row[None], mu) for row in np.eye(g.B)]
        return greedy(np.array([values]))
    p, _, rl = g.tables(mu)
    phi = np.full((len(g.o), g.B), 1 / g.B)
    for _ in range(30):
        phi = greedy(rl + g.gamma * np.einsum("sa,sabt,t->sb", pi, p, leader(g, pi, phi, mu)))
    return phi


if __name__ == "__main__":
    np.set_printoptions(precision=4, suppress=True)
    for name, g in (("market sell", market((0, 2))), ("shop", shop()), ("pricing", pricing())):
        pi, phi = np.full(g.z.shape, 1 / g.z.shape[1]), np.full((g.o.max() + 1, g.B), 1 / g.B)
        for it in range(600):
            mu = induced(g, pi, phi)[1]
            if it % 6 == 0:
                phi = phi + (best_leader(g, pi, mu) - phi) / (it + 2)
            else:
                pi = pi + (best_follower(g, phi, mu) - pi) / (it + 2)
            if it + 1 in (1, 2, 6, 120, 600):
                mu, star = induced(g, pi, phi)[1], equilibrium(g, phi)
                own = follower(g, pi, phi, mu, g.tau)[0]
                gain = follower(g, respond(g, phi, mu), phi, mu, g.tau)[0] - own
                values = leader(g, pi, phi, mu), leader(g, star[0], phi, star[1]), gain
                print(name, it + 1, *["%.5f" % ((1 - g.gamma) * g.rho @ v) for v in values], "leader", phi[-1])
