"""Stability constants of the 5x5 room and of its logarithmic twin; prints golden numbers. Run: python stability.py

Gamma_M(mu) = mu P^M, P the chain of the soft best response to mu. J: its Jacobian at the equilibrium in an orthonormal basis
of the directions with sum 0, by central differences. C: largest eigenvalue of (J + J')/2. Lambda: spectral norm of J.
beta: min over eigenvalues x of 2 (1 - Re x)/|1 - x|^2. The twin has the crowd penalty 0.3 log max(mu, 1e-6) in place of 4 mu.
"""
import numpy as np

import exploitability as room
from exploitability import A, S, evaluate, normalised, push

BASIS = np.linalg.qr(np.column_stack([np.ones(S), np.eye(S)[:, 1:]]))[0][:, 1:]


def gamma(mu, eta, m):
    logpi = np.full((S, A), -np.log(A))
    for _ in range(12):  # soft policy iteration is Newton's method
        logpi = normalised(evaluate(logpi, mu, eta)[1] / eta)
    return mu @ np.linalg.matrix_power(push(np.exp(logpi)), m)


def jacobian(mu, eta, m):
    moves = [(gamma(mu + 1e-6 * v, eta, m) - gamma(mu - 1e-6 * v, eta, m)) / 2e-6 for v in BASIS.T]
    return BASIS.T @ np.array(moves).T


def equilibrium(eta):
    mu = np.full(S, 1 / S)
    for _ in range(150):
        mu = mu + 0.05 * (gamma(mu, eta, 5) - mu)
    for _ in range(5):
        mu = mu + BASIS @ np.linalg.solve(np.eye(S - 1) - jacobian(mu, eta, 5), BASIS.T @ (gamma(mu, eta, 5) - mu))
    return mu


def one_policy():
    """Mixing: largest eigenvalue of the symmetric part of P^M at the equilibrium. Ratio: one-sided, of random pairs."""
    for eta in (0.05, 0.3):
        mu, logpi = equilibrium(eta), np.full((S, A), -np.log(A))
        for _ in range(12):
            logpi = normalised(evaluate(logpi, mu, eta)[1] / eta)
        powers = [BASIS.T @ np.linalg.matrix_power(push(np.exp(logpi)), m) @ BASIS for m in (1, 5, 20, 50)]
        mixing = [np.linalg.eigvalsh((p + p.T) / 2).max() for p in powers]
        print("room, eta %g, M 1, 5, 20, 50: mixing" % eta, *["%.3f" % x for x in mixing])
    random = np.random.default_rng(1)
    for m, eta in ((1, 0.05), (5, 0.05), (1, 1)):
        d, e = [], []
        for _ in range(300):
            x, y = random.dirichlet(np.ones(S), 2)
            d.append(x - y)
            e.append(gamma(x, eta, m) - gamma(y, eta, m))
        ratios = np.einsum("ns,ns->n", d, e) / np.einsum("ns,ns->n", d, d)
        print("room, M %d, eta %g: largest ratio of 300 pairs %.2f" % (m, eta, ratios.max()))


if __name__ == "__main__":
    one_policy()
    rewards = {"room": room.reward, "logarithmic room": lambda mu: np.repeat(
        (1 - room.DISTANCE / 8 - 0.3 * np.log(np.maximum(mu, 1e-6)))[:, None], A, axis=1)}
    for name, reward in rewards.items():
        room.reward = reward
        for eta in (0.05, 0.1, 0.3):
            mu = equilibrium(eta)
            for m in (1, 5, 50):
                j = jacobian(mu, eta, m)
                x = np.linalg.eigvals(j)
                print("%s, eta %g, M %d: C %.4f Lambda %.4f beta %.5f" % (
                    name, eta, m, np.linalg.eigvalsh((j + j.T) / 2).max(), np.linalg.norm(j, 2),
                    (2 * (1 - x.real) / abs(1 - x) ** 2).min()))
