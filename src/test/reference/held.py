"""Held parameters and held actions on 320 steps of the game of lq_graphon.py; prints floors. Run: python held.py

B blocks of n steps. Held parameters: u_j = K_b X_j + G_b. Actions: u_j = K_b X_f + G_b, f the first of the block.
Slope, parameters: K_b <- K_b - 0.4 (sum g S)/(sum S) over the block. Slope, actions: Riccati of the macro steps
X' = a X + b u, a = (1 + dt A)^n, b = dt sum_j (1 + dt A)^j, whose costs q, s, r add up inside of the block.
Intercepts: G_b <- G_b - 0.4 (mean of u_j + l_(j+1) over the block), Z of the population after every tenth
step, 12 times with parameters, 20 times with actions, whose slopes are the best ones from the beginning.
Rows: root mean squares of K - K*, G - G*, Z - Z* against the equilibrium that acts at every step.
"""
import numpy as np

import lq_graphon as game

N, DT = 320, 1 / 320
game.N, game.DT = N, DT
A, ABAR, Q, QBAR, X, W = game.A, game.ABAR, game.Q, game.QBAR, game.X, game.UNIFORM_ATTACHMENT
DRIFT = 1 + DT * A


def parameter_step(k):
    n, p, s, g = N // len(k), 1.0, np.full(N, game.START), np.zeros(N)
    fine = np.repeat(k, n)
    for i in range(N - 1):
        s[i + 1] = (1 + DT * (A + fine[i])) ** 2 * s[i] + DT * game.SHOCK
    for i in reversed(range(N)):
        g[i] = fine[i] + p * (1 + DT * (A + fine[i]))
        p = game.value_step(fine[i], p)
    return k - 0.4 * (g * s).reshape(-1, n).sum(axis=1) / s.reshape(-1, n).sum(axis=1)


def action_slopes(blocks):
    n = N // blocks
    power = DRIFT ** np.arange(n)
    pushed = np.append(0, DT * np.cumsum(power))
    a, b, weight = DRIFT**n, pushed[n], DT * (Q + QBAR)
    q, s, r = weight * (power**2).sum(), weight * (power * pushed[:n]).sum(), n * DT + weight * (pushed[:n] ** 2).sum()
    k, p = np.zeros(blocks), 1.0
    for i in reversed(range(blocks)):
        k[i] = -(s + b * p * a) / (r + b * p * b)
        p = q + 2 * s * k[i] + r * k[i] ** 2 + (a + b * k[i]) ** 2 * p
    return k


def forward(k, g, held, z=None):
    n, m, u, out = N // len(k), np.tile(1 + X, (N + 1, 1)), np.zeros((N, len(X))), np.zeros((N + 1, len(X)))
    for j in range(N):
        out[j] = W @ m[j] if z is None else z[j]
        u[j] = k[j // n] * m[j - j % n if held else j] + g[j // n]
        m[j + 1] = DRIFT * m[j] + DT * (u[j] + ABAR * out[j])
    out[N] = W @ m[N] if z is None else z[N]
    return m, u, out


def gradient(k, g, held, z):
    n, (m, u, _), out = N // len(k), forward(k, g, held, z), np.zeros_like(g)
    later = m[N] - z[N]
    for j in reversed(range(N)):
        b, miss = j // n, u[j] + later
        out[b] += miss / n
        later = DRIFT * later + DT * ((Q + QBAR) * m[j] - QBAR * z[j] + (0 if held else k[b] * miss))
        if held and j % n == 0:
            later = later + DT * n * k[b] * out[b]
    return out


if __name__ == "__main__":
    star = game.equilibrium(W)
    for held, blocks in [(h, b) for h in (False, True) for b in (5, 20, 160)]:
        k, g = action_slopes(blocks) if held else np.zeros(blocks), np.zeros((blocks, len(X)))
        z = np.tile(W @ (1 + X), (N + 1, 1))
        for _ in range(20 if held else 12):
            for _ in range(10):
                k = k if held else parameter_step(k)
                g = g - 0.4 * gradient(k, g, held, z)
            z = forward(k, g, held)[2]
        policy = np.repeat(k, N // blocks), np.repeat(g, N // blocks, axis=0), z
        rows = ["%.4g" % np.sqrt(((x - y) ** 2).mean()) for x, y in zip(policy, star)]
        print("actions" if held else "parameters", blocks, *rows)
