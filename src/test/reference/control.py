"""Exact gradients of mean-field control and their three terms; prints golden numbers. Run: python control.py

J(u; f, h): value of the policy u in flows that are held, f for policy and kernel, h for rewards. RF is its derivative
in u, MFD that in f and MD that in h, with f and h moving as the flow of theta; sensitivity D = d log mu / d theta;
frozen F: the same with f held. Derivatives by steps of 1e-30 into the complex plane. Sine parameters: c sin(1 + k).
"""
import numpy as np

from control_policies import flow, linear, logits, mlp, table, value
from control_problems import STRONG, cybersecurity, planning, two_states


def sine(scale, n):
    return scale * np.sin(1.0 + np.arange(n))


FEEDBACK = np.zeros(16)
FEEDBACK[[4, 7, 12, 15]] = 2.4, -4, -1.6, 4
RAMP = np.arange(1, 11) / 55
CASES = {
    "two states": (two_states(2), logits, np.zeros(2), [0.2, 0.8]),
    "linear on two states": (two_states(3), linear(2, 2), sine(2, 16), [0.2, 0.8]),
    "feedback": (two_states(3), linear(2, 2), FEEDBACK, [0.2, 0.8]),
    "standard": (cybersecurity(gamma=1), linear(4, 2), sine(0.8, 48), [0.4, 0.1, 0.3, 0.2]),
    "strong": (STRONG, linear(4, 2), sine(0.8, 48), [0.04, 0.46, 0.03, 0.47]),
    "planning": (planning("A", 5), table(10, 3), sine(1, 30), RAMP),
    "network": (cybersecurity(), mlp(4, 2, 32), sine(0.3, 1512), np.full(4, 0.25)),
}
CASES |= {"two states, T %d" % t: (two_states(t), logits, np.zeros(2), [0.2, 0.8]) for t in (5, 10, 15)}
CASES |= {"planning %s, T %d, flat" % (x, t): (planning(x, t), table(10, 3), np.zeros(30), np.full(10, 0.1))
          for x, t in (("A", 5), ("A", 10), ("A", 15), ("B", 5))}


def held(problem, policy, u, law, f, h):
    """Value and laws."""
    m, total, laws = np.asarray(law), 0, [np.asarray(law)]
    for t in range(problem.T):
        p = policy(u, t, f[t])
        total += problem.gamma**t * m @ (p * problem.reward(t, h[t])).sum(axis=1)
        m = np.einsum("x,xa,xay->y", m, p, problem.kernel(t, f[t]))
        laws.append(m)
    return total + problem.gamma**problem.T * m @ problem.terminal(h[-1]), np.array(laws)


def terms(problem, policy, theta, law):
    laws, step = flow(problem, policy, theta, law), 1e-30
    rf, md, mfd, d, frozen = [], [], [], [], []
    for e in np.eye(len(theta)):
        u = theta + 1j * step * e
        moved = flow(problem, policy, u, law)
        j, m = held(problem, policy, u, law, laws, laws)
        rf.append(j.imag)
        frozen.append(m.imag / laws)
        mfd.append(held(problem, policy, theta, law, moved, laws)[0].imag)
        md.append(held(problem, policy, theta, law, laws, moved)[0].imag)
        d.append(moved.imag / laws)
    return [np.array(x) / step for x in (rf, md, mfd)] + [np.moveaxis(np.array(x), 0, -1) / step for x in (d, frozen)]


def least_margin(gamma):
    """By how much dropping the defence beats the other action along its flow, at least."""
    problem, drop, worst = cybersecurity(gamma=gamma, horizon=50), np.array([800.0, 800, -800, -800]), np.inf
    laws = flow(problem, logits, drop, np.full(4, 0.25))
    to_go = problem.terminal(laws[-1])
    for t in reversed(range(50)):
        mu = laws[t]
        c = problem.reward(t, mu) + gamma * problem.kernel(t, mu) @ to_go
        worst = min(worst, *(c[:2, 1] - c[:2, 0]), *(c[2:, 0] - c[2:, 1]))
        p = logits(drop, t, mu)
        kernels = [problem.kernel(t, mu + 1e-30j * e).imag / 1e-30 for e in np.eye(4)]
        to_go = (p * c).sum(axis=1) + gamma * np.einsum("z,za,izay,y->i", mu, p, np.array(kernels), to_go)
    return worst


if __name__ == "__main__":
    np.set_printoptions(precision=8, suppress=True, linewidth=150)
    for name, case in CASES.items():
        rf, md, mfd, d, frozen = terms(*case)
        laws, size = flow(*case), np.linalg.norm
        print("%s: V %.12f" % (name, value(*case)), "norms of RF, MD, MFD, all: %.8g %.8g %.8g %.10g" % (
            size(rf), size(md), size(mfd), size(rf + md + mfd)))
        print("  |D - F|/|D| %.4f" % (size(d[-1] - frozen[-1]) / size(d[-1])))
        print("  first of all", (rf + md + mfd)[:4], "RF", rf[:4], "MD", md[:2], "MFD", mfd[:4])
        print("  last law", laws[-1], "D(T, i, 0)", d[-1, :4, 0], "mu_t(1)", laws[:, 1])
        if name.startswith("two states"):
            print("  d mu_t(1), t = 1 and 2:", *[laws[t, 1] * d[t, 1] for t in (1, 2)])
    long = cybersecurity(horizon=50), mlp(4, 2, 32), sine(0.3, 1512), np.full(4, 0.25)
    print("network, T 50: V %.8f" % value(*long))
    for exponent in (1, 0.2):
        print("dropping the defence, gamma = 0.5^%g, wins by %.4f" % (exponent, least_margin(0.5**exponent)))
