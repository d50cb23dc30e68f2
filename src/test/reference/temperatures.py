"""Exact MF-TRPO of mf_trpo.py at many temperatures, beta = 0.05; prints golden numbers. Run: python temperatures.py

Means over the last 20 of 300 outer steps of |mu_k - mu_(k-1)|_1, phi_eta, phi_0 and E_0, and phi_0 after 1500 steps. Below
eta = 0.03 the run is chaotic and rounding decides: a tenth more or less.
"""
import numpy as np

from exploitability import exploitability
from mf_trpo import run, stationary

if __name__ == "__main__":
    for eta in (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 3, 10):
        iterates = list(run(eta, 1500 if eta >= 0.05 else 300))
        rows = []
        for (before, _), (mu, logpi) in zip(iterates[279:299], iterates[280:300]):
            laws = (eta, mu), (0, mu), (0, stationary(np.exp(logpi)))
            rows.append([abs(mu - before).sum()] + [exploitability(logpi, law, e) for e, law in laws])
        last = exploitability(iterates[-1][1], iterates[-1][0], 0)
        print("eta %g:" % eta, *("%.5g" % x for x in np.mean(rows, axis=0)), "phi_0 in the end %.6f" % last)
