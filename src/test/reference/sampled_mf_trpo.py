"""Sampled MF-TRPO on the 5x5 room; prints means and deviations over seeds. Run: python sampled_mf_trpo.py (minutes)

Inner step l: B rollouts of T steps start in s_m with a uniform action, return r + sum_t gamma^t (r - eta log pi).
Restarts: from nu (direct), or where a walk from nu ends that stops with probability 0.1 at every step (occupation).
Q: means per state and action, an unseen action gets the mean of its state (mean); A times the part of a state's sum
(weights), the same less the state's mean (baseline). Step of mf_trpo.py where a state was seen. Law: N particles from
mu make 5 steps. Output: the last policy, or the mixture of the L. Random numbers are numpy's: bands, not digits.
"""
import numpy as np

from crowds import chain, exploitability, flat, normalised, stationary
from other_crowds import equilibrium
from rooms import room

G = room(5, 5, (4, 4), lambda mu: 4 * mu)
CUM = G.kernel(None).cumsum(axis=2)


def draw(cumulative, random):
    return np.minimum((random.random((len(cumulative), 1)) > cumulative).sum(axis=1), cumulative.shape[1] - 1)


def rollouts(s, a, t, logpi, reward, eta, random):
    """Returns and last states."""
    cum, total, factor = np.exp(logpi).cumsum(axis=1), reward[s].copy(), 1
    for _ in range(t):
        s = draw(CUM[s, a], random)
        a = draw(cum[s], random)
        factor *= G.gamma
        total += factor * (reward[s] - eta * logpi[s, a])
    return total, s


def starts(mode, count, t, nu, logpi, random):
    s = draw(np.tile(nu.cumsum(), (count, 1)), random)
    cum, going = np.exp(logpi).cumsum(axis=1), np.ones(count, bool)
    for _ in range(t if mode == "occupation" else 0):
        going &= random.random(count) > 1 - G.gamma
        s[going] = draw(CUM[s[going], draw(cum[s[going]], random)], random)
    return s


def estimate(kind, s, a, returns):
    pair, n = np.bincount(5 * s + a, minlength=125).reshape(25, 5), np.bincount(s, minlength=25)[:, None]
    mean = np.bincount(s, returns, 25)[:, None] / np.maximum(n, 1)
    if kind == "mean":
        total = np.bincount(5 * s + a, returns, 125).reshape(25, 5)
        q = np.where(pair > 0, total / np.maximum(pair, 1), mean)
    else:
        off = returns - (mean[s, 0] if kind == "baseline" else 0)
        q = 5 * np.bincount(5 * s + a, off, 125).reshape(25, 5) / np.maximum(n, 1)
    return q, n[:, 0] > 0


def run(eta, steps, seed, inner=10, b=1000, t=50, n=1000, beta=0.05, mode="occupation", kind="mean", mixture=False,
        cold=False, carry=False, nu=None):
    random, mu, logpi, count = np.random.default_rng(seed), G.mu, flat(G), 0
    for _ in range(steps):
        reward, logpi, count = G.reward(mu)[:, 0], flat(G) if cold else logpi, count if carry else 0
        policies = []
        for _ in range(inner):
            policies.append(logpi)
            a = random.integers(5, size=b)
            s = starts(mode, b, t, G.mu if nu is None else nu, logpi, random)
            q, seen = estimate(kind, s, a, rollouts(s, a, t, logpi, reward, eta, random)[0])
            new = normalised(logpi + (q - eta * logpi) / (eta * (count + 2)))
            logpi, count = np.where(seen[:, None], new, logpi), count + 1
        choices = np.array(policies if mixture else [logpi])
        member = random.integers(len(choices), size=n)
        s = draw(np.tile(mu.cumsum(), (n, 1)), random)
        for _ in range(5):
            s = draw(CUM[s, draw(np.exp(choices[member, s]).cumsum(axis=1), random)], random)
        mu = mu + beta * (np.bincount(s, minlength=25) / n - mu)
        yield mu, choices


def gap(choices, mu, eta):
    return np.mean([exploitability(G, logpi, mu, eta) for logpi in choices])


def tail(seeds, eta=0.3, steps=60, **settings):
    star, rows = equilibrium(G, eta), []
    for seed in range(seeds):
        last = list(run(eta, steps, seed, **settings))[-10:]
        rows.append([[gap(choices, mu, eta), np.linalg.norm(mu - star)] for mu, choices in last])
    means = np.array(rows).mean(axis=1)
    return "phi_eta %.4g +- %.2g distance %.3g" % (means[:, 0].mean(), means[:, 0].std(ddof=1), means[:, 1].mean())


if __name__ == "__main__":
    for eta in (0.05, 0.3):
        star, found = equilibrium(G, eta), []
        for seed in range(4):
            for k, (mu, (logpi,)) in enumerate(run(eta, 100, seed), 1):
                if k in (1, 2, 5, 10, 20, 50, 100):
                    own = exploitability(G, logpi, stationary(G, logpi, mu)), abs(mu @ chain(G, logpi, mu) - mu).sum()
                    found.append([k, gap([logpi], mu, eta), gap([logpi], mu, 0), np.linalg.norm(mu - star), *own])
        for rows in np.array(found).reshape(4, 7, -1).transpose(1, 0, 2):
            print("eta %g, k %d: phi_eta, phi_0, distance, E_0, consistency" % (eta, rows[0, 0]),
                  *["%.4g +- %.1g" % x for x in zip(rows[:, 1:].mean(axis=0), rows[:, 1:].std(axis=0, ddof=1))])
    variants = [{}, {"mode": "direct"}, {"kind": "baseline"}, {"kind": "weights"}, {"cold": True}, {"mixture": True},
                {"mixture": True, "cold": True}, {"carry": True}, {"t": 5}, {"t": 10}, {"n": 100},
                {"inner": 3, "b": 3333}, {"inner": 30, "b": 333}, {"eta": 0.05}, {"eta": 0.05, "mixture": True}]
    for share in (0.5, 0.9, 0.97, 0.99, 1):
        variants.append({"mode": "direct", "nu": (1 - share) / 25 + share * np.eye(25)[0]})
    variants += [{"nu": np.eye(25)[0]}, {"nu": np.eye(25)[24]}]
    for variant in variants:
        shown = {name: value[[0, 1, 24]] if name == "nu" else value for name, value in variant.items()}
        print(shown, tail(3, **variant), flush=True)
