"""Means and variances of MF-REINFORCE estimates of two states, by simulation. Run: python control_moments.py

Setting and estimate of control_draws.py with theta = 0, law (0.2, 0.8), N = 200 main trajectories and, for each of them
(nested) or for all (shared), n auxiliary ones per target time. Oracle: exact sensitivities. Gauge: noises less their
mean in scores. Leave one out: returns less the mean of the others, with opposite noise of the other pairs. Wide: noise
1 in the auxiliary batch. Cut: no sensitivities in auxiliary scores. Random numbers are numpy's: bands, not digits.
"""
import numpy as np

from control import CASES, terms


def walk(shape, steps, random):
    """States and actions under fair coins."""
    y, states, actions = (random.random(shape) < 0.8).astype(int), [], []
    for _ in range(steps):
        a = random.random(shape) < 0.5
        states.append(y)
        actions.append(a)
        moved = random.random(shape) < np.where(y == 0, 0.5, 0.8)
        y = np.where(a & moved, 1 - y, y)
    return states + [y], actions


def grad(y, a):
    return np.stack([np.where(y == x, a - 0.5, 0) for x in (0, 1)], axis=-1)


def estimates(count, horizon, eps, random, n=10, total=200, oracle=False, gauge=False, leave=False, wide=None,
              pairs=False, cut=False, shared=False):
    m = np.array([0.8])
    for _ in range(horizon):
        m = np.append(m, m[-1] * 0.6 + (1 - m[-1]) * 0.25)
    laws, inside = np.stack([1 - m, m], axis=1), wide or eps
    groups = 1 if shared else total
    if oracle:
        name = "two states" if horizon == 2 else "two states, T %d" % horizon
        d = [np.broadcast_to(x, (count, 1, 2, 2)) for x in terms(*CASES[name])[3]]
    else:
        d = [np.zeros((count, groups, 2, 2))]
        for t in range(1, horizon + 1):
            states, actions = walk((count, groups, n), t, random)
            score = np.zeros((count, groups, n, 2))
            for s in range(t):
                noise = random.standard_normal((count, groups, n, 2))
                noise = noise - noise.mean(axis=-1, keepdims=True) * gauge
                score += np.einsum("egni,egip->egnp", noise, d[s]) / inside * (not cut) + grad(states[s], actions[s])
            ends = [(score * (states[t] == i)[..., None]).mean(axis=2) / laws[t, i] for i in (0, 1)]
            d.append(np.stack(ends, axis=2))
    walks = walk((count, total // 2 if pairs else total), horizon, random)
    states, actions = [[np.repeat(x, 2, axis=1) for x in part] if pairs else part for part in walks]
    rewards, scores = [], []
    for t in range(horizon + 1):
        noise = random.standard_normal(states[t].shape + (2,))
        if pairs:
            noise[:, 1::2] = -noise[:, ::2]
        seen = laws[t, 1] * np.exp(eps * noise[..., 1])
        seen = seen / (seen + laws[t, 0] * np.exp(eps * noise[..., 0]))
        rewards.append(states[t] - seen**2 - 10 * abs(seen - 0.4))
        noise = noise - noise.mean(axis=-1, keepdims=True) * gauge
        score = np.einsum("eki,ekip->ekp", noise, np.broadcast_to(d[t], (count, total, 2, 2))) / eps
        scores.append(score if t == horizon else score + grad(states[t], actions[t]))
    out = 0
    for t in range(horizon + 1):
        g = sum(rewards[t:])
        if leave:
            own = (g[:, ::2] + g[:, 1::2]).repeat(2, axis=1) if pairs else g
            g = g - (g.sum(axis=1, keepdims=True) - own) / (total - (2 if pairs else 1))
        out = out + (scores[t] * g[..., None]).mean(axis=1)
    return out


def report(name, horizon=2, eps=0.2, count=1500, scale=1, seed=1, **settings):
    random, left, found = np.random.default_rng(seed), count, []
    while left > 0:
        found.append(estimates(min(left, 100), horizon, eps, random, **settings))
        left -= 100
    found = np.concatenate(found)
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    print("%s, T %d, eps %g: mean" % (name, horizon, eps), found.mean(axis=0), "+-", error,
          "trace %.4g" % (scale * found.var(axis=0, ddof=1).sum()), flush=True)


if __name__ == "__main__":
    np.set_printoptions(precision=4, suppress=True)
    report("nested", eps=0.5)
    for name, settings in {"nested": {}, "leave one out": {"leave": True}, "and gauge": {"leave": True, "gauge": True},
                           "and wide": {"leave": True, "gauge": True, "wide": 1}}.items():
        report(name, **settings)
    for eps in (0.02, 0.1):
        report("oracle, times N", eps=eps, scale=200, oracle=True)
        report("opposite noise, times N", eps=eps, scale=200, oracle=True, pairs=True)
        report("opposite noise and leave one out, times N", eps=eps, scale=200, oracle=True, pairs=True, leave=True)
    report("nested", 5, count=300)
    report("oracle", 5, oracle=True)
    report("cut", 5, cut=True)
    report("improved: shared, n = 2000", 10, count=40, shared=True, n=2000, gauge=True, leave=True)
