"""MF-REINFORCE estimates of draws that are written down, in forward form. Run: python control_draws.py

Two states, T = 2, theta = (0.3, -0.2), law (0.2, 0.8), perturbation 0.5. A trajectory: states; actions; noises. The law
seen is M = softmax(log mu + eps Lambda). D_t(i): sum over the batch of target t of 1{y_t = i} (sum_s score_s) over
n mu_t(i), score_s = Lambda_s . D_s/eps + grad log p(a_s); estimate: mean of sum_t score_t (G_t - baseline).
"""
import numpy as np

from control_policies import flow, linear, logits
from control_problems import two_states

MAIN = [((1, 1, 0), (0, 1), ((0.4, -1.1), (-0.7, 0.9), (1.3, 0.2))),
        ((0, 1, 1), (1, 0), ((-0.3, 0.6), (0.8, -0.5), (-1.2, -0.4)))]
AUXILIARY = [
    {1: [((1, 0), (1,), ((0.5, -0.2),)), ((1, 1), (0,), ((-0.9, 0.1),))],
     2: [((0, 1, 1), (1, 0), ((0.2, 0.7), (1.5, -0.6))), ((1, 1, 0), (0, 1), ((-0.1, -1), (-0.4, 0.3)))]},
    {1: [((0, 0), (0,), ((1, 0.3),)), ((1, 0), (1,), ((-0.6, 0.8),))],
     2: [((1, 0, 0), (1, 0), ((0.9, 0), (-0.2, 1.1))), ((1, 1, 1), (1, 0), ((0.1, 0.4), (0.6, -0.9)))]},
]


class Draws:
    def __init__(self, policy, theta, eps_aux=0.5, gauge=False, gamma=1):
        self.policy, self.theta, self.eps_aux, self.gauge, self.gamma = policy, theta, eps_aux, gauge, gamma
        self.problem = two_states(2)
        self.laws = flow(self.problem, policy, theta, [0.2, 0.8])

    def seen(self, t, noise, eps):
        m = self.laws[t] * np.exp(eps * np.array(noise))
        return m / m.sum()

    def score(self, d, t, noise, eps, y=None, a=None):
        used = np.array(noise) - (np.mean(noise) if self.gauge else 0)
        out = used @ d[t] / eps
        if a is not None:
            law = self.seen(t, noise, eps)
            near = [self.policy(self.theta + 1e-30j * e, t, law)[y, a] for e in np.eye(len(self.theta))]
            out = out + np.log(np.array(near)).imag / 1e-30
        return out

    def sensitivity(self, batches):
        d = np.zeros((3, 2, len(self.theta)))
        for t in (1, 2):
            for y, a, noise in batches[t]:
                c = sum(self.score(d, s, noise[s], self.eps_aux, y[s], a[s]) for s in range(t))
                d[t, y[t]] += c / (len(batches[t]) * self.laws[t, y[t]])
        return d

    def returns(self, y, a, noise):
        laws = [self.seen(t, noise[t], 0.5) for t in range(3)]
        r = [self.gamma**t * self.problem.reward(t, laws[t])[y[t], a[t]] for t in range(2)]
        r.append(self.gamma**2 * self.problem.terminal(laws[2])[y[2]])
        return np.cumsum(r[::-1])[::-1]

    def estimate(self, shared, baseline):
        g = np.array([self.returns(*x) for x in MAIN])
        base = {"none": 0 * g, "batch mean": np.tile(g.mean(axis=0), (2, 1)), "leave one out": g[::-1]}[baseline]
        total = 0
        for k, (y, a, noise) in enumerate(MAIN):
            d = self.sensitivity(AUXILIARY[0 if shared else k])
            for t in range(3):
                end = (None, None) if t == 2 else (y[t], a[t])
                total = total + self.score(d, t, noise[t], 0.5, *end) * (g[k, t] - base[k, t]) / 2
        return total


def adam():
    theta, first, second = np.array([0.5, -1]), 0, 0
    for m in range(1, 6):
        g = np.array([np.sin(m), np.cos(2 * m)])
        first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g**2
        theta = theta + 0.01 * first / (1 - 0.9**m) / (np.sqrt(second / (1 - 0.999**m)) + 1e-8)
    return theta


if __name__ == "__main__":
    np.set_printoptions(precision=8, suppress=True, linewidth=150)
    theta = np.array([0.3, -0.2])
    plain = Draws(logits, theta)
    print("laws", plain.laws[1:, 1], "returns", *[plain.returns(*x) for x in MAIN])
    for k in (0, 1):
        print("D of main trajectory %d:" % k, plain.sensitivity(AUXILIARY[k])[1:].reshape(2, -1))
    for shared in (False, True):
        for gauge in (False, True):
            for baseline in ("none", "batch mean", "leave one out"):
                print("shared" if shared else "nested", "gauge" if gauge else "", baseline,
                      Draws(logits, theta, gauge=gauge).estimate(shared, baseline))
    print("wider inside", Draws(logits, theta, 1).estimate(False, "none"))
    half = Draws(logits, theta, gamma=0.5)
    print("gamma 0.5", half.estimate(False, "none"), *[half.returns(*x) for x in MAIN])
    line = Draws(linear(2, 2), 0.3 * np.sin(1.0 + np.arange(16)))
    print("linear: laws", line.laws[1:, 1])
    print("  nested, shared:", *[line.estimate(s, "none") for s in (False, True)], sep="\n")
    print("Adam, five ascents along (sin m, cos 2m):", adam())
