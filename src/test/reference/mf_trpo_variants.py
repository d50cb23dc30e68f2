"""Exact MF-TRPO on the 5x5 room with other settings. Run: python mf_trpo_variants.py (half a minute)

Cold: every outer step starts from the uniform policy; continue: the steps l go on counting through the outer steps.
Others: pushes M, law steps beta (also 1/(k + 1)), starting laws, discounts. Distance: |mu - mu*|_2.
"""
import numpy as np

from crowds import chain, evaluate, exploitability, flat, limit, normalised, run, stationary
from other_crowds import equilibrium
from rooms import room


def corner(gamma=0.9):
    return room(5, 5, (4, 4), lambda mu: 4 * mu, gamma=gamma)


def variant(g, eta, steps, inner=20, start="reset", beta=lambda k: 0.05):
    mu, logpi, count = g.mu, flat(g), 0
    for k in range(1, steps + 1):
        logpi, count = (flat(g) if start == "cold" else logpi), (count if start == "continue" else 0)
        for _ in range(inner):
            logpi = normalised(logpi + (evaluate(g, logpi, mu, eta)[1] - eta * logpi) / (eta * (count + 2)))
            count += 1
        mu = mu + beta(k) * (mu @ np.linalg.matrix_power(chain(g, logpi, mu), 5) - mu)
        yield mu, logpi


if __name__ == "__main__":
    g = corner()
    for eta in (0.05, 0.3):
        star = equilibrium(g, eta)
        rows, slopes = list(variant(g, eta, 400, start="cold")), []
        gaps = ["k %d %.10g" % (k, exploitability(g, *rows[k - 1][::-1], eta)) for k in (1, 2, 10, 200)]
        print("eta %g, cold, phi_eta:" % eta, *gaps)
        for inner in (5, 10, 20, 50, 100, 200):
            *_, (mu, logpi) = rows if inner == 20 else variant(g, eta, 400, inner, "cold")
            slopes.append([inner, exploitability(g, logpi, mu, eta), np.linalg.norm(mu - star)])
            print("  L %d: phi_eta %.7g distance %.5g" % tuple(slopes[-1]))
        l, phi, distance = np.log(slopes[2:]).T
        print("  slopes %.3f %.3f" % (np.polyfit(l, phi, 1)[0], np.polyfit(l, distance, 1)[0]))
        for m in (1, 2, 10, 50):
            *_, (mu, _) = run(g, eta, 100, pushes=m)
            print("  M %d: distance %.5g" % (m, np.linalg.norm(mu - star)))
        *_, (mu, _) = variant(g, eta, 300, beta=lambda k: 1 / (k + 1))
        print("  beta 1/(k + 1): distance %.5g" % np.linalg.norm(mu - star))
        *_, (mu, _) = run(g, eta, 300, mu=np.eye(25)[0])
        print("  from the far corner: distance %.2g" % np.linalg.norm(mu - star))
        rows = list(run(g, eta, 20))
        print("  distance at k = 2, 5, 20:", *["%.10g" % np.linalg.norm(rows[k - 1][0] - star) for k in (2, 5, 20)])
        print("  policy in states 24 and 0:", *[np.round(np.exp(limit(g, eta, star)[0][s]), 6) for s in (24, 0)])
    for eta, beta in ((0.05, 0.1), (0.3, 0.5), (0.3, 1)):
        last = list(run(g, eta, 1001, beta))[-3:]
        print("eta %g, beta %g: movement %.7g" % (eta, beta, abs(last[1][0] - last[0][0]).sum()))
        for mu, logpi in last[1:]:
            print("  corner %.8f phi_eta %.7g E_0 %.4g" % (
                mu[24], exploitability(g, logpi, mu, eta), exploitability(g, logpi, stationary(g, logpi, mu))))
    *_, (mu, logpi) = run(g, 0.3, 100, 1)
    print("eta 0.3, beta 1: phi_eta at k = 100 %.3g" % exploitability(g, logpi, mu, 0.3))
    rows = list(variant(g, 0.05, 500, start="continue"))
    for k in (100, 500):
        gap = exploitability(g, *rows[k - 1][::-1], 0.05)
        distance = np.linalg.norm(rows[k - 1][0] - equilibrium(g, 0.05))
        print("continue, k %d: phi_eta %.4g distance %.3g" % (k, gap, distance))
    for gamma in (0.8, 0.95, 0.99):
        *_, (mu, logpi) = run(corner(gamma), 0.05, 1500, 0.02)
        value = (1 - gamma) * mu @ evaluate(corner(gamma), logpi, mu, 0)[0]
        print("discount %g: average reward %.6f corner %.6f" % (gamma, value, mu[24]))
