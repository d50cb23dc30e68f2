"""One population with a cubic restoring force, affine policies on a grid of states. Run: python nonlinear.py (a minute)

X' = X + dt (0.2 X - eps X^3 + u + 0.3 Z) + 0.5 sqrt(dt) xi, Z = m / 2, m the mean, X_0 ~ N(1.5, 0.25), N = 50, costs
of lq_graphon.py. Laws and values on 381 points of [-3.5, 6]. In a fixed Z, ten steps K <- K - 0.4 Cov(q, X)/Var X,
G <- G - 0.4 (E q - Cov(q, X)/Var X E X), q = u + d/dmean E V(next); then Z from the law of (K, G); twelve times.
Exploitability: cost of the policy less the best cost, dynamic programming over all controls with Newton's method in u.
"""
import numpy as np

N, X = 50, np.linspace(-3.5, 6, 381)
DT, H = 1 / N, X[1] - X[0]
VAR = 0.25 * DT
RUNNING, START = DT / 2, np.exp(-((X - 1.5) ** 2) / 0.5) * H / np.sqrt(2 * np.pi * 0.25)


BAND = np.arange(-30, 31)


def kernel(mean, order=0):
    """Nodes near the mean and the normal density of the next state there, or its derivatives in the mean."""
    nodes = np.rint((mean[:, None] - X[0]) / H).astype(int) + BAND
    z = X[0] + H * nodes - mean[:, None]
    p = np.exp(-(z**2) / (2 * VAR)) * H / np.sqrt(2 * np.pi * VAR) * ((nodes >= 0) & (nodes < len(X)))
    return np.clip(nodes, 0, len(X) - 1), p if order == 0 else p * z / VAR if order == 1 else p * (z**2 / VAR - 1) / VAR


def expected(mean, v, order=0):
    nodes, p = kernel(mean, order)
    return (p * v[nodes]).sum(axis=1)


class Game:
    def __init__(self, eps):
        self.free = X + DT * (0.2 * X - eps * X**3)

    def mean(self, u, z):
        return self.free + DT * (u + 0.3 * z)

    def cost(self, u, z):
        return RUNNING * (0.5 * X**2 + 2 * (X - z) ** 2 + u**2)

    def laws(self, k, g, z=None):
        """Laws, and the environment in which they arose, own if none is given."""
        law, out = [START / START.sum()], []
        for i in range(N):
            out.append(0.5 * law[i] @ X if z is None else z[i])
            nodes, p = kernel(self.mean(k[i] * X + g[i], out[i]))
            law.append(np.bincount(nodes.ravel(), (law[i][:, None] * p).ravel(), len(X)))
        return law, np.array(out + [0.5 * law[N] @ X])

    def improve(self, k, g, z):
        law, v = self.laws(k, g, z)[0], 0.5 * (X - z[N]) ** 2
        new_k, new_g = k.copy(), g.copy()
        for i in reversed(range(N)):
            u = k[i] * X + g[i]
            to = self.mean(u, z[i])
            q, p = u + expected(to, v, 1), law[i] / law[i].sum()
            m = p @ X
            slope = (p @ (q * X) - m * (p @ q)) / (p @ X**2 - m**2)
            new_k[i] -= 0.4 * slope
            new_g[i] -= 0.4 * (p @ q - slope * m)
            v = self.cost(u, z[i]) + expected(to, v)
        return new_k, new_g

    def value(self, z, policy=None):
        """Cost of an affine policy, or of the best control, in the environment z."""
        v = 0.5 * (X - z[N]) ** 2
        for i in reversed(range(N)):
            u = np.zeros_like(X) if policy is None else policy[0][i] * X + policy[1][i]
            for _ in range(0 if policy is not None else 30):
                to = self.mean(u, z[i])
                step = (u + expected(to, v, 1)) / np.maximum(1 + DT * expected(to, v, 2), 0.2)
                u = u - step
            v = self.cost(u, z[i]) + expected(self.mean(u, z[i]), v)
        return START @ v / START.sum()


if __name__ == "__main__":
    for eps in (0, 0.05, 0.1, 0.2):
        game, k, g, z, changes = Game(eps), np.zeros(N), np.zeros(N), np.full(N + 1, 0.75), []
        for _ in range(12):
            for _ in range(10):
                k, g = game.improve(k, g, z)
            old, z = z, game.laws(k, g)[1]
            changes.append(np.sqrt(((z - old) ** 2).mean()))
        cost, best = game.value(z, (k, g)), game.value(z)
        ratios = np.array(changes[1:]) / np.array(changes[:-1])
        print("eps %g: K_0 %.8f G_0 %.5f Z_N %.6f cost %.6f gap %.4g (%.2f %%) ratios of changes" % (
            eps, k[0], g[0], z[N], cost, cost - best, 100 * (cost - best) / cost), np.round(ratios[-4:], 4))
