"""Means as in control_perturbed.py where policy or kernel see the law. Run: python control_contagion.py (minutes)

Bias: of the gradient relative to its norm, with exact sensitivities D and with the estimator's own, also where those
come from another perturbation inside. D: relative error of the own ones, all times together. s_D: projection of the own
ones on what the law does to the last D. Tensor Gauss-Hermite rule of 12 nodes, from eps = 1 on trapezoid rule of 41.
"""
import numpy as np

from control import CASES, terms
from control_perturbed import Averages, mean


def relative(x, y):
    return np.linalg.norm(x - y) / np.linalg.norm(y)


if __name__ == "__main__":
    np.set_printoptions(precision=6, suppress=True)
    for name, sizes in (("linear on two states", (0.2, 0.5, 1)), ("feedback", (0.2, 0.5)),
                        ("standard", (0.05, 0.1, 0.2, 0.5, 1, 2)), ("strong", (0.05, 0.1, 0.2, 0.5, 1, 2))):
        rf, md, mfd, d, frozen = terms(*CASES[name])
        exact, kept, feedback = rf + md + mfd, {}, d[-1] - frozen[-1]
        for eps in sizes:
            a = kept[eps] = Averages(*CASES[name], eps)
            value, gradient, _ = mean(a, d)
            _, mine, own = mean(a)
            share = ((own[-1] - frozen[-1]) * feedback).sum() / (feedback**2).sum()
            print("%s, eps %g: V %.9f bias %.4g own: first" % (name, eps, value, relative(gradient, exact)), mine[:4],
                  "norm %.5f bias %.4g D %.4g s_D %.3f" % (
                      np.linalg.norm(mine), relative(mine, exact), relative(own, d), share))
            if name in ("linear on two states", "strong"):
                print("  no noise at t = 0: V %.9f" % mean(Averages(*CASES[name], eps, False))[0])
    kept[5] = Averages(*CASES["strong"], 5)
    for eps, inside in ((0.5, 0.5), (0.5, 1), (0.5, 2), (0.5, 5), (1, 1), (1, 2)):
        gradient = mean(kept[eps], mean(kept[inside])[2])[1]
        print("strong, eps %g, inside %g: bias %.4g" % (eps, inside, relative(gradient, exact)))
    print("sum of 1/mu_2: %.3f" % (1 / kept[1].laws[2]).sum())
