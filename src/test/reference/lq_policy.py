"""A constant policy in the game of full matrices of lq_games.py: costs and gradients. Run: python lq_policy.py

u = K X + G in the equilibrium environment. P backward with the policy; slope direction
R K + B'P_(i+1)(1 + dt (A + BK)), slope gradient: times S_i, the covariance; intercept gradient R u_i + B'l_(i+1), l the
derivative of what is to come in the mean.
"""
import numpy as np

from lq_games import BASE, FULL, mean_costs, slope_cost
from lq_matrices import equilibrium


def report(g, k, shift, labels, times):
    z, n, dt = equilibrium(g)[4], len(g.A), g.T / g.N
    closed = np.eye(n) + dt * (g.A + g.B @ k)
    p, s, m = [g.QT + g.QbarT], [g.S], [g.m0]
    for i in range(g.N):
        p.append(dt * (g.Q + g.Qbar + k.T @ g.R @ k) + closed.T @ p[-1] @ closed)
        s.append(closed @ s[-1] @ closed.T + dt * g.D @ g.D.T)
        m.append(m[-1] @ closed.T + dt * (g.B @ shift + z[i] @ g.Abar.T))
    p, s, m = np.array(p[::-1]), np.array(s), np.array(m)
    u = m[:-1] @ k.T + shift
    directions = g.R @ k + np.einsum("ba,ibc,cd->iad", g.B, p[1:], closed)
    later, rows = (m[-1] @ g.QT.T + (m[-1] - z[-1] @ g.HT.T) @ g.QbarT.T), []
    for i in reversed(range(g.N)):
        miss = u[i] @ g.R.T + later @ g.B
        rows.append(miss)
        later = later @ (np.eye(n) + dt * g.A) + dt * (m[i] @ g.Q.T + (m[i] - z[i] @ g.H.T) @ g.Qbar.T + miss @ k)
    print("J1 %.16f P_0" % slope_cost(g, np.tile(k, (g.N, 1, 1)))[0], p[0].ravel(), "S_N", s[-1].ravel())
    print("J2", mean_costs(g, m, u, z)[labels], "m_N", *m[-1][labels])
    for i in times:
        print("  step %d: direction" % i, directions[i].ravel(), "gradient", (directions[i] @ s[i]).ravel(),
              "of the intercept", rows[::-1][i][labels[1]])


if __name__ == "__main__":
    np.set_printoptions(precision=9, suppress=True, linewidth=150)
    report(BASE, np.array([[-0.7]]), np.array([0.3]), [0, 24, 49], (0, 50, 99))
    report(FULL, np.array([[-0.7, 0.2], [0.1, -0.5]]), np.array([0.3, -0.2]), [0, 9, 19], (0, 30, 59))
