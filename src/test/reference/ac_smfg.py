"""AC-SMFG in market and shop of stackelberg_games.py, thirty seeds at once. Run: python ac_smfg.py (minutes)

Update of stackelberg_steps.py with steps (0.5, 0.5, 1, 1)/sqrt(k + 1), 50 000 iterations of two samples. The next state
of the first trajectory is replaced by one from rho with probability 0.1 after its update; the second never is. Rewards
and rows are affine in the law. Leader's value of stackelberg.py after 20 000 and 100 000 samples, law error and
exploitability at the end, and what leaders prefer there. Random numbers are numpy's: bands, not digits.
"""
import numpy as np

from stackelberg import follower, induced, leader, respond
from stackelberg_games import market, shop

SEEDS = 30


def affine(g, part):
    """Table at the law 0 and its slopes."""
    n = g.z.max() + 1
    at = g.tables(np.zeros(n))[part]
    return at, np.stack([g.tables(e)[part] - at for e in np.eye(n)], axis=-1)


def draw(p, random):
    return np.minimum((random.random((len(p), 1)) > p.cumsum(axis=1)).sum(axis=1), p.shape[1] - 1)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def learn(g, seed, wait=0, iterations=50_000):
    random, n, all_ = np.random.default_rng(seed), len(g.z), np.arange(SEEDS)
    (p, dp), (rf, drf), (rl, drl) = [affine(g, part) for part in range(3)]
    theta, omega = np.zeros((SEEDS,) + g.z.shape), np.zeros((SEEDS, g.o.max() + 1, g.B))
    vf, vl, mu = np.zeros((SEEDS, n)), np.zeros((SEEDS, n)), np.full((SEEDS, g.z.max() + 1), 1 / (g.z.max() + 1))
    restart = np.tile(g.rho, (SEEDS, 1))
    s, still = draw(restart, random), draw(restart, random)
    for k in range(iterations):
        if k == 10_000:
            yield theta.copy(), omega.copy(), mu
        h = 1 / np.sqrt(k + 1)
        pi, phi = softmax(theta[all_, s]), softmax(omega[all_, g.o[s]])
        a, b = draw(pi, random), draw(phi, random)
        after = draw(p[s, a, b] + np.einsum("etz,ez->et", dp[s, a, b], mu), random)
        df = rf[s, a, b] + (drf[s, a, b] * mu).sum(axis=1) - g.tau * np.log(pi[all_, a])
        df += g.gamma * vf[all_, after] - vf[all_, s]
        dl = rl[s, b] + (drl[s, b] * mu).sum(axis=1) + g.gamma * vl[all_, after] - vl[all_, s]
        c, d = draw(softmax(theta[all_, still]), random), draw(softmax(omega[all_, g.o[still]]), random)
        then = draw(p[still, c, d] + np.einsum("etz,ez->et", dp[still, c, d], mu), random)
        theta[all_, s] += h * df[:, None] * (np.eye(pi.shape[1])[a] - pi)
        if k >= wait:
            omega[all_, g.o[s]] += 0.5 * h * dl[:, None] * (np.eye(g.B)[b] - phi)
        mu = mu + 0.5 * h * (np.eye(mu.shape[1])[g.z[still, c]] - mu)
        vf[all_, s] += h * df
        vl[all_, s] += h * dl
        s, still = np.where(random.random(SEEDS) < g.gamma, after, draw(restart, random)), then
    yield theta, omega, mu


def measure(g, theta, omega, mu):
    pi, phi = softmax(theta), softmax(omega)
    law, scale = induced(g, pi, phi)[1], 1 - g.gamma
    gain = follower(g, respond(g, phi, law), phi, law, g.tau)[0] - follower(g, pi, phi, law, g.tau)[0]
    return scale * g.rho @ leader(g, pi, phi, law), abs(mu - law).sum(), scale * g.rho @ gain


if __name__ == "__main__":
    np.set_printoptions(precision=4, suppress=True)
    for name, g, wait in (("market none", market(), 0), ("market buy", market((2, 0)), 0),
                          ("market sell", market((0, 2)), 0), ("market sell, leader waits", market((0, 2)), 2000),
                          ("shop 0.05", shop(), 0), ("shop 0.5", shop(0.5), 0), ("shop 0.2", shop(0.2), 0),
                          ("shop 0.2, leader waits", shop(0.2), 2000)):
        halfway, end = learn(g, 1, wait)
        early, late = [np.array([measure(g, *x) for x in zip(*found)]) for found in (halfway, end)]
        chosen = end[1].argmax(axis=2)
        print(name, "J_l at 20k", np.percentile(early[:, 0], (25, 50, 75)),
              "at 100k", np.percentile(late[:, 0], (25, 50, 75)),
              "law error %.4f exploitability %.5f preferred" % tuple(np.median(late[:, 1:], axis=0)),
              np.bincount(chosen.ravel(), minlength=g.B) / chosen.size, flush=True)
