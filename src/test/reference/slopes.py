"""The slope problem of lq_graphon.py alone; prints golden step counts and errors. Run: python slopes.py

K <- K - eta d(K) with d = g (natural), g S (plain, S the variance of the state) or g/(1 + dt P) (Gauss-Newton), where
g_i = K_i + P_(i+1) (1 + dt (A + K_i)), from a constant K. Counted: steps to a root mean square of K - K* below 1e-6, of
at most 400 (401: more); 0: overflow.
"""
import numpy as np

from lq_graphon import A, Q, QBAR

SIZES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.5, 1.8)


class Problem:
    def __init__(self, n=100, volatility=0.5, start=0.25):
        self.n, self.dt, self.shock, self.start, self.best = n, 1 / n, volatility ** 2, start, np.zeros(n)
        p = 1.0
        for i in reversed(range(n)):
            self.best[i] = -p * (1 + A / n) / (1 + p / n)
            p = self.value(self.best[i], p)

    def value(self, k, p):
        return self.dt * (Q + QBAR + k * k) + (1 + self.dt * (A + k)) ** 2 * p

    def direction(self, k, kind):
        g, p, s = np.zeros(self.n), 1.0, self.start
        for i in reversed(range(self.n)):
            g[i] = k[i] + p * (1 + self.dt * (A + k[i]))
            g[i] /= 1 + self.dt * p if kind == "Gauss-Newton" else 1
            p = self.value(k[i], p)
        for i in range(self.n if kind == "plain" else 0):
            g[i] *= s
            s = (1 + self.dt * (A + k[i])) ** 2 * s + self.dt * self.shock
        return g

    def errors(self, kind, start, eta, steps=400):
        k, out = np.full(self.n, float(start)), []
        for _ in range(steps + 1):
            out.append(np.sqrt(((k - self.best) ** 2).mean()))
            if not np.isfinite(out[-1]):
                return out
            k = k - eta * self.direction(k, kind)
        return out

    def count(self, kind, start, eta):
        e = self.errors(kind, start, eta)
        return 0 if not np.isfinite(e[-1]) else next((l for l, x in enumerate(e) if x < 1e-6), 401)


if __name__ == "__main__":
    np.seterr(all="ignore")
    base = Problem()
    for kind, starts in (("natural", (-4, 0, 1, 2, 3, 4)), ("plain", (0,)), ("Gauss-Newton", (0, 4))):
        for start in starts:
            print(kind, start, *(base.count(kind, start, eta) for eta in SIZES))
    print("plain from 2 after 400:", *("%.2g" % base.errors("plain", 2, eta)[-1] for eta in SIZES))
    for n in (20, 50, 100, 200, 400):
        p = Problem(n)
        print("N %d, natural:" % n, *(p.count("natural", *x) for x in ((2, 0.9), (3, 0.4), (0, 0.4))))
    for n in (10, 40, 160):
        for kind in ("natural", "plain"):
            e = Problem(n).errors(kind, 0, 0.4 / n, 200)
            print("N %d, %s, 0.4 dt:" % (n, kind), *("%.4g" % e[l] for l in (10, 50, 100, 200)))
    for volatility, variance in ((0.1, 0.25), (0.1, 0.01), (0.02, 0.01), (0, 0.01), (0, 0.25)):
        print("noise %g, %g: plain after 200 %.4g" % (
            volatility, variance, Problem(100, volatility, variance).errors("plain", 0, 0.4, 200)[-1]))
    for volatility in (0.1, 0.25):
        e = Problem(100, volatility).errors("plain", 0, 0.4, 1500)
        print("noise %g, rates of ten:" % volatility, *("%.4f" % (e[10 * n] / e[10 * n - 100]) ** 0.1 for n in (50, 100, 150)))
