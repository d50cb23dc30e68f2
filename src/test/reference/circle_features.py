"""MF-TRPO on the circle with Q projected on Fourier modes. Run: python circle_features.py

80 points, eta 0.2, beta 0.1, L = 20, M = 5, 150 steps. Every Q(., a) is replaced by its least squares fit on
1, cos 2 pi j x, sin 2 pi j x, j <= F, before the step. phi_eta at (pi, mu) and the distance from the equilibrium.
"""
import numpy as np

from crowds import chain, evaluate, exploitability, flat, normalised, run
from other_crowds import circle

if __name__ == "__main__":
    g, x = circle(80), np.arange(80) / 80
    star = list(run(g, 0.2, 300, 0.1))[-1][0]
    for modes in (0, 2, 3, 4, 6, 8, 12):
        columns = [np.ones(80)] + [f(2 * np.pi * j * x) for j in range(1, modes + 1) for f in (np.cos, np.sin)]
        features = np.column_stack(columns)
        mu, logpi = g.mu, flat(g)
        for k in range(150):
            for l in range(20):
                q = evaluate(g, logpi, mu, 0.2)[1]
                q = features @ np.linalg.lstsq(features, q, rcond=None)[0]
                logpi = normalised(logpi + (q - 0.2 * logpi) / (0.2 * (l + 2)))
            mu = mu + 0.1 * (mu @ np.linalg.matrix_power(chain(g, logpi, mu), 5) - mu)
        print("F = %d: phi_eta %.5g distance %.3g" % (modes, exploitability(g, logpi, mu, 0.2), abs(mu - star).sum()))
