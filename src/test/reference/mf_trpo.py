"""Exact MF-TRPO and its equilibrium on the 5x5 room; prints golden numbers. Run: python mf_trpo.py

Step: pi <- softmax(log pi + t (Q - eta log pi)), t = 1/(eta (l + 2)), l = 0..19 anew in every outer step k.
Law: mu <- mu + 0.05 (mu P^5 - mu), P the chain of the new policy. From the uniform law and policy.
Columns: phi_eta and phi_0 at (pi, mu), E_0 = phi_0 at (pi, stationary law of pi), mu(24), |mu P - mu|_1, |mu - mu*|_2.
"""
import numpy as np

from exploitability import A, S, evaluate, exploitability, normalised, push


def stationary(pi):
    return np.linalg.lstsq(np.vstack([push(pi).T - np.eye(S), np.ones(S)]), np.eye(S + 1)[S], rcond=None)[0]


def run(eta, steps):
    mu, logpi = np.full(S, 1 / S), np.full((S, A), -np.log(A))
    for _ in range(steps):
        for l in range(20):
            logpi = normalised(logpi + (evaluate(logpi, mu, eta)[1] - eta * logpi) / (eta * (l + 2)))
        mu = mu + 0.05 * (mu @ np.linalg.matrix_power(push(np.exp(logpi)), 5) - mu)
        yield mu, logpi


if __name__ == "__main__":
    for eta in (0.05, 0.3):
        iterates = list(run(eta, 700))
        star, logpi = iterates[-1]
        j = [star @ evaluate(logpi, star, e)[0] for e in (eta, 0)]
        print("eta %g: J_eta %.8f J_0 %.8f floor %.6f entropy %.6f average reward %.6f" % (
            eta, *j, exploitability(logpi, star, 0), -star @ np.log(star), 0.1 * j[1]))
        print(np.array2string(star.reshape(5, 5), formatter={"float": "{:.6f}".format}))
        for k in (1, 2, 5, 10, 20, 50, 100, 200):
            mu, logpi = iterates[k - 1]
            p, own = push(np.exp(logpi)), stationary(np.exp(logpi))
            row = [exploitability(logpi, mu, eta), exploitability(logpi, mu, 0), exploitability(logpi, own, 0)]
            row += [mu[24], abs(mu @ p - mu).sum(), np.linalg.norm(mu - star)]
            print("eta %g k %d: " % (eta, k) + " ".join("%.10g" % x for x in row))
