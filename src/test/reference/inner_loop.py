"""Trust-region steps at the frozen uniform law of the 5x5 room; prints golden numbers. Run: python inner_loop.py

pi <- softmax(log pi + t (Q - eta log pi)) from the uniform policy, with one of three rules: t = 1/(eta (l + 2)), t = c/eta,
and per state the largest t <= 1/eta with KL(pi' | pi) <= delta, by bisection. Gap: phi_eta at the uniform law. TV: the
largest total variation distance of a state's row from the soft optimum.
"""
import numpy as np

from exploitability import A, S, evaluate, exploitability, normalised, optimum

UNIFORM = np.full(S, 1 / S)


def step(logpi, q, eta, t):
    return normalised(logpi + np.reshape(t, (-1, 1)) * (q - eta * logpi))


def kl(new, old):
    return (np.exp(new) * (new - old)).sum(axis=1)


def bounded(logpi, q, eta, delta):
    low, high = np.zeros(S), np.full(S, 1 / eta)
    free = kl(step(logpi, q, eta, high), logpi) <= delta
    for _ in range(60):
        middle = (low + high) / 2
        inside = kl(step(logpi, q, eta, middle), logpi) <= delta
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return step(logpi, q, eta, np.where(free, 1 / eta, low))


RULES = {"shrinking": lambda l, *x: step(*x, 1 / (x[2] * (l + 2)))}
RULES |= {"c = %g" % c: lambda l, *x, c=c: step(*x, c / x[2]) for c in (1, 0.5, 0.1)}
RULES |= {"delta = %g" % d: lambda l, *x, d=d: bounded(*x, d) for d in (0.1, 0.01, 0.001)}

if __name__ == "__main__":
    for eta in (0.05, 0.3):
        star = optimum(UNIFORM, eta)
        for name, rule in RULES.items():
            logpi = np.full((S, A), -np.log(A))
            for l in range(1000 if name == "shrinking" else 50):
                before, logpi = logpi, rule(l, logpi, evaluate(logpi, UNIFORM, eta)[1], eta)
                if name == "shrinking" and l < 3:
                    print("eta %g, step %d, pi(.|0):" % (eta, l), np.round(np.exp(logpi[0]), 6))
                if name == "shrinking" and l in (0, 1, 2, 5, 10, 20):
                    print("eta %g, step %d, largest KL %.3g" % (eta, l, kl(logpi, before).max()))
                if l + 1 in (1, 2, 5, 10, 20, 50, 100, 200, 1000):
                    tv = abs(np.exp(logpi) - np.exp(star[1])).sum(axis=1).max() / 2
                    print("eta %g, %s, L %d: gap %.7g TV %.6g" % (
                        eta, name, l + 1, exploitability(logpi, UNIFORM, eta), tv))
            if name == "shrinking":
                print("eta %g: L^2 times the largest gap of a state %.4f" % (
                    eta, 1e6 * (star[0] - evaluate(logpi, UNIFORM, eta)[0]).max()))
