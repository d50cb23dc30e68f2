"""Two halves of the followers with temperatures 0.1 and 0.4 in shop positioning. Run: python stackelberg_types.py

Both halves answer to one law mu = (m_1 + m_2) / 2, m_i the stationary law of type i's soft best response to (phi, mu);
mu <- mu / 2 + (m_1 + m_2) / 4. The leader's value is the mean over the types. And the law of large numbers: followers
that play an equilibrium independently are N^(-1/2) sum_z sqrt(2 mu(z) (1 - mu(z)) / pi) from it in the mean.
"""
import numpy as np

from stackelberg import equilibrium, induced, leader, objective, respond
from stackelberg_games import market, pricing, shop
from stackelberg_leaders import fixed


def two_types(c, b):
    halves, phi, mu = [shop(c, tau=tau) for tau in (0.1, 0.4)], np.eye(5)[[b]], np.full(5, 0.2)
    for _ in range(400):
        policies = [respond(g, phi, mu) for g in halves]
        laws = [induced(g, pi, phi)[1] for g, pi in zip(halves, policies)]
        mu = mu / 2 + (laws[0] + laws[1]) / 4
    return np.mean([0.1 * g.rho @ leader(g, pi, phi, mu) for g, pi in zip(halves, policies)]), mu, laws


if __name__ == "__main__":
    np.set_printoptions(precision=4, suppress=True)
    for c in (0.05, 0.2, 0.5):
        print("c = %g: Phi by b" % c, np.array([two_types(c, b)[0] for b in range(5)]))
    print("c = 0.05, b = 1: law", two_types(0.05, 1)[1], "of the types", *two_types(0.05, 1)[2])
    print("one type of the mean temperature 0.25: %.4f" % objective(shop(tau=0.25), np.eye(5)[[1]]))
    for name, g, b in (("market sell", market((0, 2)), 2), ("shop", shop(), 1), ("pricing", pricing(), 1)):
        mu = equilibrium(g, fixed(g, b))[1]
        print(name, "sqrt(N) times the distance of N independent followers: %.4f" % (
            np.sqrt(2 * mu * (1 - mu) / np.pi).sum()))
