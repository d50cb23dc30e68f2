"""Games outside the theory under exact MF-TRPO: herding, cycles, steep crowds. Run: python non_monotone.py (minutes)

"Choose your next state": the action is the next state with slip 0.1, reward (W mu)(s). Two states: W = alpha I; rock,
paper, scissors: W + alpha I. Amplitude: max - min of mu(0) over the last steps; movement: mean |mu_k - mu_(k-1)|_1.
Roots of the two states: m = p/2 + (1 - p) sigmoid(gamma (1 - p) alpha (2m - 1)/eta), by iteration.
"""
import numpy as np

from crowds import exploitability, game, limit, run, stationary
from other_crowds import bars, constants, equilibrium
from rooms import room

CYCLE = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])


def choose(w):
    return game([list(range(len(w)))] * len(w), lambda mu: np.repeat((w @ mu)[:, None], len(w), axis=1))


def laws(g, eta, beta, steps, start, inner=20, pushes=1):
    return np.array([start] + [mu for mu, _ in run(g, eta, steps, beta, inner, pushes, np.array(start))])


def amplitude(path, steps):
    return np.ptp(path[-steps:, 0])


def crowd(cell):
    return np.full(25, 0.01) + 0.75 * np.eye(25)[cell]


def corner(f):
    return room(5, 5, (4, 4), f)


def states():
    for eta in (0.5, 0.3, 0.1):
        m = 0.6
        for _ in range(2000):
            m = 0.05 + 0.9 / (1 + np.exp(-0.81 * (2 * m - 1) / eta))
        path = laws(choose(np.eye(2)), eta, 0.1, 2000, [0.6, 0.4])
        calm = laws(choose(-np.eye(2)), eta, 0.2, 400, [0.6, 0.4])[-1, 0]
        cycle = [laws(choose(-np.eye(2)), eta, 1, 400, [0.6, 0.4], inner)[-1].max() for inner in (20, 200)]
        print("two states, eta %g: root %.10f herding %.10f at 400 %.7f" % (eta, m, path[-1, 0], path[400, 0]),
              "congestion, beta 0.2 %.10f, beta 1 and L = 20, 200: %.10f %.10f" % (calm, *cycle))
    for eta, beta, k in ((0.05, 0.05, 3000), (0.05, 0.1, 3000), (0.05, 0.5, 3000), (0.05, 1, 3000), (0.3, 1, 3000),
                         (0.05, 0.0275, 3000), (0.05, 0.026, 20000)):
        path = laws(choose(CYCLE), eta, beta, k, [0.5, 0.3, 0.2])
        print("rock, paper, scissors, eta %g, beta %g: amplitude %.4g" % (eta, beta, amplitude(path, 1000)))
    for alpha, eta, beta in [(a, 0.1, b) for a in (0.6, 0.9) for b in (0.01, 0.02, 0.05, 0.1)] + [
            (0, 0.1, 0.1), (0.6, 0.3, 0.05)]:
        path = laws(choose(CYCLE + alpha * np.eye(3)), eta, beta, round(60 / beta), [0.4, 0.3, 0.3])
        print("herding %g, eta %g, beta %g: amplitude %.4g" % (alpha, eta, beta, amplitude(path, round(20 / beta))))


def lines_and_rooms():
    start = equilibrium(bars(1), 0.3)
    start = start + 1e-3 * (np.eye(7)[1] - np.eye(7)[5])
    print("two bars, pushed:", np.round(laws(bars(1), 0.3, 0.1, 1500, start, 20, 5)[-1], 4))
    print("two bars, from 0: %.4f" % laws(bars(1), 0.3, 0.1, 1500, np.eye(7)[0], 20, 5)[-1, 1])
    uniform = np.full(25, 1 / 25)
    for kappa in (-1, -1.5, -2, -3):
        g = corner(lambda mu: kappa * mu)
        ends = [laws(g, 0.3, 0.05, 2000, start, 20, 5)[-1] for start in (uniform, crowd(0), crowd(12))]
        print("herding room, kappa %g:" % kappa, *["cell %d %.6f" % (mu.argmax(), mu.max()) for mu in ends])
    for f in (20, 10):
        g = corner(lambda mu: 0.3 * np.sin(2 * np.pi * f * mu))
        for name, start in (("uniform", uniform), ("0", crowd(0)), ("24", crowd(24))):
            *_, (mu, logpi) = run(g, 0.1, 3000, 0.01, mu=start)
            print("waves %d from %s: corner %.8f E_0 %.3f J_eta %.6f" % (
                f, name, mu[24], exploitability(g, logpi, stationary(g, logpi, mu)), limit(g, 0.1, mu)[1]))
            if f == 20:
                print("  beta 0.05: amplitude %.4f" % np.ptp(laws(g, 0.1, 0.05, 400, start, 20, 5)[-100:, 24]))
    for width in (0.05, 0.02, 0.01, 0.005):
        g = corner(lambda mu: 1 / (1 + np.exp(-(mu - 0.1) / width)))
        rows = list(run(g, 0.1, 600))
        moved = np.mean([abs(rows[-i][0] - rows[-i - 1][0]).sum() for i in range(1, 21)])
        e0 = np.mean([exploitability(g, logpi, stationary(g, logpi, mu)) for mu, logpi in rows[-20:]])
        print("steep %g: corner %.5f movement %.2g E_0 %.2g" % (width, rows[-1][0][24], moved, e0),
              constants(g, equilibrium(g, 0.1, 2000, 0.01), 0.1))


if __name__ == "__main__":
    states()
    lines_and_rooms()
