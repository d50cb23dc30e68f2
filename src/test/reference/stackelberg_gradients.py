"""Gradients of leaders, and how followers contract, in stackelberg.py's games. Run: python stackelberg_gradients.py

Gradients of (1 - gamma) J_l in the logits of phi at the equilibrium: partial with pi and mu held, in closed form from
the advantages of the leader; full by central differences of the objective. Contraction of F(mu) = m(BR(phi, mu), phi)
at the equilibrium: largest |DF(e_i - e_j)|_1 / 2, spectral radius of DF on vectors of sum zero, by central differences.
"""
import numpy as np

from stackelberg import NAMED, equilibrium, induced, leader, objective, proportional, reduced, respond
from stackelberg_games import market
from stackelberg_leaders import fixed


def softmax(x):
    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)


def gradients(g, phi, h=1e-4):
    pi, mu = equilibrium(g, phi)
    p, _, rl = g.tables(mu)
    v = leader(g, pi, phi, mu)
    k = np.einsum("sa,sat->st", pi, reduced(g, pi, phi, mu)[0])
    visits = (1 - g.gamma) * np.linalg.solve(np.eye(len(k)) - g.gamma * k.T, g.rho)
    advantages = rl + g.gamma * np.einsum("sa,sabt,t->sb", pi, p, v) - v[:, None]
    partial, full = np.zeros_like(phi), np.zeros_like(phi)
    np.add.at(partial, g.o, visits[:, None] * phi[g.o] * advantages)
    for i in np.ndindex(*phi.shape):
        up, down = np.log(phi), np.log(phi)
        up[i] += h
        down[i] -= h
        full[i] = (objective(g, softmax(up)) - objective(g, softmax(down))) / (2 * h)
    return partial, full


def contraction(g, phi, h=1e-5):
    mu = equilibrium(g, phi)[1]
    ends = [[induced(g, respond(g, phi, mu + e), phi)[1] for e in (h * unit, -h * unit)] for unit in np.eye(len(mu))]
    j = np.array([(up - down) / (2 * h) for up, down in ends]).T
    norm = max(abs(x - y).sum() / 2 for x in j.T for y in j.T)
    return norm, abs(np.linalg.eigvals(j - j.mean(axis=1, keepdims=True))).max()


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True, linewidth=150)
    for name, g in NAMED.items():
        rows = g.o.max() + 1
        partial, full = gradients(g, np.full((rows, g.B), 1 / g.B))
        norms = np.linalg.norm(partial), np.linalg.norm(full)
        print(name, "uniform leader: cosine %.5f norms %.6f %.6f" % ((partial * full).sum() / np.prod(norms), *norms))
        if name in ("market sell", "shop 0.05", "pricing 5"):
            for kind, found in zip(("partial", "full"), gradients(g, proportional(rows, g.B, 2, 3, 5))):
                print("  uneven leader:", kind, found.ravel())
    posted = {"market none, posted": market(posted=True)}
    for name, g in (NAMED | posted).items():
        if g.o.max() == 0:
            print(name, "norm and radius by b:", *[np.round(contraction(g, fixed(g, b)), 4) for b in range(g.B)])
    print("market none, leader (1, 0, 2): norm and radius %.4f %.4f" % contraction(market(), fixed(market(), 1, 0, 2)))
