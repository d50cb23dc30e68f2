"""Common noise in the game of lq_graphon.py; prints golden numbers. Run: python common_noise.py

Every state also receives s0 dB0, the same for all. Others keep the equilibrium slope K*, one player with label x uses
K* + delta and compensates its mean. The system is linear, so the cost that is added is the sum over the shocks at
steps h of what one shock s0 sqrt(dt) costs: c of the others and e of the deviator move by it and then freely.
Derivatives in delta are central differences; the Newton shift is -(J1 + J3)' / (J1 + J3)'' at delta = 0.
"""
import numpy as np

from lq_graphon import A, ABAR, DT, M, N, Q, QBAR, UNIFORM_ATTACHMENT as W, best_slope, slope_cost

K = best_slope()[0]


def added_cost(s0, delta):
    cost = np.zeros(M)
    for h in range(N):
        c, e = np.full(M, s0 * np.sqrt(DT)), np.full(M, s0 * np.sqrt(DT))
        for i in range(h + 1, N):
            z, u = W @ c, (K[i] + delta) * e
            cost += 0.5 * DT * (Q * e**2 + QBAR * (e - z) ** 2 + u**2)
            c, e = c + DT * ((A + K[i]) * c + ABAR * z), e + DT * (A * e + u + ABAR * z)
        cost += 0.5 * (e - W @ c) ** 2
    return cost


def newton_shift(s0, step=1e-4):
    def cost(delta):
        return slope_cost(K + delta) + added_cost(s0, delta)

    up, here, down = cost(step), cost(0), cost(-step)
    return -(up - down) / (2 * step) / ((up - 2 * here + down) / step**2)


if __name__ == "__main__":
    labels = [0, 24, 49]
    for s0 in (0.25, 0.5):
        derivative = (added_cost(s0, 1e-4) - added_cost(s0, -1e-4)) / 2e-4
        columns = {"added cost": added_cost(s0, 0), "derivative": derivative, "shift": newton_shift(s0)}
        for name, values in columns.items():
            print("s0 %g %s:" % (s0, name), " ".join("%.6g" % x for x in values[labels]))
