"""Bias of perturbed gradients on ten places by moments of perturbed laws. Run: python control_places.py

W_j = exp(l_j + eps Lambda_j), M = W / sum W. E M_i^q = int s^(q-1) E[W_i^q e^(-s W_i)] prod_(j != i) E[e^(-s W_j)] ds:
trapezoid rule in log s, Gauss-Hermite inside. Without the law in kernel and policy the gradient is RF and sum over t of
d/dl (- E |M - target|^2) . D_t; from the uniform law and theta = 0 all laws are uniform.
"""
import numpy as np

from control import CASES, terms
from control_problems import TARGETS

X, WEIGHT = np.polynomial.hermite_e.hermegauss(80)
WEIGHT = WEIGHT / WEIGHT.sum()


def moment(l, eps, q):
    out, logs = np.zeros(len(l)), np.linspace(-60, 9, 600)
    w = np.exp(l[:, None] - l.max() + eps * X)
    for s in np.exp(logs):
        e = WEIGHT * np.exp(-s * w)
        laplace = e.sum(axis=1)
        others = np.array([np.prod(np.delete(laplace, i)) for i in range(len(l))])
        out += s**q * (e * w**q).sum(axis=1) * others * (logs[1] - logs[0])
    return out


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True)
    print("E M, E M^2:", *[moment(np.log([0.1, 0.3, 0.4, 0.2]), 1, q) for q in (1, 2)])
    rf, md, mfd, d, _ = terms(*CASES["planning A, T 5, flat"])
    target, h = np.array(TARGETS["A"]), 1e-4
    for eps in (0.1, 0.2, 0.5, 1):
        slope = []
        for i in range(10):
            up, down = h * np.eye(10)[i], -h * np.eye(10)[i]
            first, second = [(moment(up, eps, q) - moment(down, eps, q)) / (2 * h) for q in (1, 2)]
            slope.append(-(second - 2 * target * first).sum())
        perturbed = rf + np.einsum("i,tip->p", slope, d)
        exact = rf + md + mfd
        print("eps %g: relative bias %.5f" % (eps, np.linalg.norm(perturbed - exact) / np.linalg.norm(exact)))
