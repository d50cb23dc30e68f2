"""Means of perturbed values and gradients by quadrature, two states. Run: python control_perturbed.py

The law seen at time t is M_t = softmax(l_t + eps Lambda_t), fresh noise at every t, so that the law nu of the agent
moves by averaged kernels. Gradient: in theta directly and through l_t, with the exact D = dl/dtheta or the estimator's
own, mu_t(i) D_t(i) = d nu_t(i)/dtheta + sum_(s<t) d nu_t(i)/dl_s . D_s. Derivatives by complex steps. Only differences
of noises count: S - 1 directions; with two states the difference has variance 2 and the line is cut at the kink.
"""
import numpy as np

from control import CASES, terms
from control_policies import flow, logits, softmax
from control_problems import two_states


def nodes(states, eps, l, kink=0.4):
    """Noises in orthonormal directions of sum zero, and weights."""
    if states == 2:
        at = (np.log(kink / (1 - kink)) - (l[1] - l[0])) / (eps * np.sqrt(2))
        x, w = np.polynomial.legendre.leggauss(60)
        cuts = np.unique(np.clip(np.r_[np.linspace(-9, 9, 9), at], -9, 9))
        points = np.concatenate([(b - a) / 2 * x + (a + b) / 2 for a, b in zip(cuts, cuts[1:])])
        weights = np.concatenate([(b - a) / 2 * w for a, b in zip(cuts, cuts[1:])])
        return points[:, None] * np.array([-1, 1]) / np.sqrt(2), weights * np.exp(-points**2 / 2) / np.sqrt(2 * np.pi)
    if eps < 1:
        x, w = np.polynomial.hermite_e.hermegauss(12)
    else:  # trapezoid rule
        x = np.linspace(-8, 8, 41)
        w = np.exp(-x**2 / 2)
    w = w / w.sum()
    basis = np.linalg.qr(np.column_stack([np.ones(4), np.eye(4)[:, 1:]]))[0][:, 1:]
    grid = np.stack(np.meshgrid(x, x, x, indexing="ij"), axis=-1).reshape(-1, 3)
    return grid @ basis.T, np.einsum("i,j,k->ijk", w, w, w).ravel()


class Averages:
    """Averaged kernels k_t and rewards r_t, and their derivatives in theta and, after those, in the logits l_t."""
    def __init__(self, problem, policy, theta, law, eps, start_too=True):
        self.laws, self.k, self.r, self.dk, self.dr = flow(problem, policy, theta, law), [], [], [], []
        self.T, self.S, self.p = problem.T, problem.S, len(theta)
        for t in range(problem.T + 1):
            l, w = np.log(self.laws[t]), np.ones(1)
            noise = np.zeros((1, self.S))
            if t > 0 or start_too:
                noise, w = nodes(self.S, eps, l)

            def model(m):
                g, p, r = problem.gamma**t, np.zeros((1, self.S, problem.A, self.S)), problem.terminal(m)[..., None]
                if t < problem.T:
                    p, r = problem.kernel(t, m), problem.reward(t, m)
                return p + np.zeros((len(w), 1, 1, 1)), g * r + np.zeros((len(w), 1, problem.A))

            def average(p, kernel, reward):
                p = w[:, None, None] * p * np.ones((len(w), 1, 1))
                return np.einsum("nxa,nxay->xy", p, kernel) + 0j, np.einsum("nxa,nxa->x", p, reward) + 0j
            seen, still = softmax(l + eps * noise), model(softmax(l + eps * noise))
            ways = [average(policy(theta + 1e-30j * e, t, seen), *still) for e in np.eye(self.p)]
            for e in np.eye(self.S):
                m = softmax(l + eps * noise + 1e-30j * e)
                ways.append(average(policy(theta, t, m), *model(m)))
            self.k.append(ways[0][0].real)
            self.r.append(ways[0][1].real)
            self.dk.append(np.array([k.imag for k, _ in ways]) / 1e-30)
            self.dr.append(np.array([r.imag for _, r in ways]) / 1e-30)


def mean(a, d=None):
    """Value, gradient and sensitivities; the estimator's own unless some are given."""
    nu, moved, value, gradient = a.laws[0], np.zeros((a.p, a.S)), 0, np.zeros(a.p)
    given, d = d, [np.zeros((a.S, a.p))] if d is None else d
    for t in range(a.T + 1):
        value = value + nu @ a.r[t]
        gradient = gradient + moved @ a.r[t] + (a.dr[t][:a.p] + d[t].T @ a.dr[t][a.p:]) @ nu
        change = a.dk[t][:a.p] + np.einsum("ip,ixy->pxy", d[t], a.dk[t][a.p:])
        moved = moved @ a.k[t] + np.einsum("x,pxy->py", nu, change)
        nu = nu @ a.k[t]
        if given is None and t < a.T:
            d.append((moved / a.laws[t + 1]).T)
    return value, gradient, np.array(d)


if __name__ == "__main__":
    np.set_printoptions(precision=5, suppress=True)
    for eps in (0.01, 0.05, 0.1, 0.2, 0.5, 1, 2):
        for name in ("two states", "two states, T 5", "two states, T 10", "two states, T 15"):
            value, gradient, _ = mean(Averages(*CASES[name], eps))
            bias = np.linalg.norm(sum(terms(*CASES[name])[:3]) - gradient)
            print("%s, eps %g: V %.6f gradient" % (name, eps, value), gradient, "bias %.5f" % bias)
    problem, _, theta, law = CASES["two states"]
    for eps in (0.1, 0.2, 0.5, 1, 2):
        paths = [(two_states(2, (a, b)), logits, theta, law) for a in (0.3, 0.7) for b in (0.3, 0.7)]
        best = mean(Averages(problem, logits, np.log([4.0, 3]), law, eps))[0]
        print("eps %g: V of the optimal policy %.5f" % (eps, best),
              "gradient under common shocks", np.mean([mean(Averages(*path, eps))[1] for path in paths], axis=0))
        for m in (0.4, 0.53):
            noise, w = nodes(2, eps, np.log([1 - m, m]))
            seen = softmax(np.log([1 - m, m]) + eps * noise)[:, 1]
            print("  -M^2 - 10 |M - 0.4| at %g: %.5f" % (m, w @ (-seen**2 - 10 * abs(seen - 0.4))))
        for m in (0.5, 0.8, 0.1):
            noise, w = nodes(2, eps, np.log([1 - m, m]), m)
            print("  |M - m| at %g: %.4f" % (m, w @ abs(softmax(np.log([1 - m, m]) + eps * noise)[:, 1] - m)))
