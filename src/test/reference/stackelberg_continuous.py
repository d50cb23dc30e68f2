"""Closed forms of the continuous leader-follower games, without their boxes. Run: python stackelberg_continuous.py

Followers move s' = s + a + noise and pay p/2 of the squared distance from their centre m: p = Q + g p/(1 + g p), g the
discount, gain K = g p/(1 + g p), policy variance tau/(1 + g p), variance of the crowd (policy variance + noise^2) over
1 - (1 - K)^2. Shop: -1/2 (s - b)^2 - 1/2 (s - z)^2 + 0.15 (s - m)^2, leader -1/2 (b - m)^2 - c/2 (b - 1)^2, so that
m = (b + z)/2. Pricing: price w/(m + 1), (price - 0.2) s - 0.4 s^2, leader -(price - 1)^2, own noise 0.3.
"""
import numpy as np


def crowd(q, tau, noise, gamma=0.9):
    p = 1.0
    for _ in range(500):
        p = q + gamma * p / (1 + gamma * p)
    gain, variance = gamma * p / (1 + gamma * p), tau / (1 + gamma * p)
    return gain, np.sqrt(variance), (variance + noise**2) / (1 - (1 - gain) ** 2)


def centre(w):
    """The m that solves 0.8 m = w/(m + 1) - 0.2."""
    return (-1 + np.sqrt(1 + 3.2 * (w - 0.2))) / 1.6


def objective(w):
    m = centre(w)
    return -((w / (m + 1) - 1) ** 2) - (0.3 / (m + 1)) ** 2


if __name__ == "__main__":
    print("shop: gain %.4f deviation %.4f variance %.4f" % crowd(1.7, 0.1, 0.3))
    for c in (0.05, 0):
        z, half = -1, 0.5  # partial gradient: (b - m) + c (b - 1) = 0; full: half of the first term
        partial = ((1 - half) * z + c) / (1 + c - half)
        full = ((1 - half) ** 2 * z + c) / ((1 - half) ** 2 + c)
        print("  c = %g: partial gradient vanishes at %.4f, law %.4f, optimum %.4f" % (
            c, partial, (partial + z) / 2, full))
    low, high = 1.5, 2.5
    for _ in range(100):  # golden section
        a, b = high - (high - low) * 0.6180339887, low + (high - low) * 0.6180339887
        low, high = (low, b) if objective(a) > objective(b) else (a, high)
    print("pricing: gain %.4f deviation %.4f variance %.4f" % crowd(0.8, 0.05, 0.1))
    print("  at 2: law %.6f objective %.6f; optimum %.4f law %.4f objective %.6f" % (
        centre(2), objective(2), low, centre(low), objective(low)))
