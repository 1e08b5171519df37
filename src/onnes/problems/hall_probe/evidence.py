"""Evidence that readings give for laws, with lasting errors integrated out, and the number of readings it takes.

Under a law readings are y = f + G t + e, lasting errors t of covariance L and noise e of the diagonal covariance S.
Both are normal, so that the integral over t is exact: y is normal with mean f and covariance C = S + G L G^T. Only that
f is linear in t is an approximation; the second order of an error of position d under B ~ r^2 is (d/r)^2.

After n rounds a law b is rejected by the readings that a law a makes at

    D(n)^2 = (f_a - f_b)^T C_b(n)^(-1) (f_a - f_b),    C_b(n) = S/n + G L G^T

standard deviations: the projection of the readings on C_b^(-1) (f_a - f_b), over its spread, has mean 0 and variance 1
under b and mean D under a. D grows as sqrt(n) as long as noise counts, and ends where only lasting errors are left.

Source: R. E. Kass, A. E. Raftery, J. Am. Stat. Assoc. 90, 773 (1995); S. Kullback, R. A. Leibler, Ann. Math. Stat. 22,
79 (1951).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.linalg import cho_factor, cho_solve, eigh
from scipy.optimize import brentq
from scipy.special import logsumexp

from onnes.problems.hall_probe.instrument import Expected

DISCOVERY = 5.0
"""Standard deviations at which a law counts as rejected."""
_MOST_ROUNDS = 1e12


def covariance(law: Expected, spreads: np.ndarray, rounds: float = 1.0) -> np.ndarray:
    """Return C of the means over a number of rounds, shape (m, m) [T^2]."""
    lasting = law.errors * spreads
    return np.diag(law.variance / rounds) + lasting @ lasting.T


def log_likelihood(readings: np.ndarray, law: Expected, spreads: np.ndarray) -> float:
    """Return ln p(readings | law), readings in T, lasting errors integrated out.

    Args:
        readings: shape (repeats, m) [T].
        spreads: standard deviations of lasting errors.
    """
    repeats = len(readings)
    mean = readings.mean(axis=0)
    factor = cho_factor(covariance(law, spreads, repeats))
    residual = mean - law.mean
    about = np.sum((readings - mean) ** 2 / law.variance) + (repeats - 1) * np.sum(np.log(law.variance))
    constant = repeats * len(mean) * np.log(2 * np.pi) + len(mean) * np.log(repeats)
    return float(-0.5 * (about + constant + residual @ cho_solve(factor, residual)
                         + 2 * np.sum(np.log(np.diag(factor[0])))))


def accumulated(readings: np.ndarray, configuration: np.ndarray, law: Expected, spreads: np.ndarray) -> np.ndarray:
    """Return ln p of the first n readings, n = 1, 2 ... in the order in which they come, shape (n,), readings in T.

    The estimate of the lasting errors is corrected by each reading (recursive least squares, the Kalman filter of a
    state at rest); the last number is `log_likelihood`, whatever the order.

    Args:
        readings: in their order, shape (n,) [T].
        configuration: index of each in a round, shape (n,).
        law, spreads: as in `log_likelihood`.
    """
    noise = np.sqrt(law.variance)
    scaled, away = law.errors * spreads / noise[:, None], (readings - law.mean[configuration]) / noise[configuration]
    estimate, spread = np.zeros(len(spreads)), np.eye(len(spreads))
    steps = np.empty(len(readings))
    for n, i in enumerate(configuration):
        along = spread @ scaled[i]
        variance = 1 + scaled[i] @ along
        residual = away[n] - scaled[i] @ estimate
        steps[n] = -0.5 * (residual**2 / variance + np.log(2 * np.pi * variance)) - np.log(noise[i])
        estimate = estimate + along * residual / variance
        spread = spread - np.outer(along, along) / variance
    return np.cumsum(steps)


def posterior(log_likelihoods: np.ndarray) -> np.ndarray:
    """Return the probability of each law, equal ones before, shape as given with the laws along the first axis."""
    return np.exp(log_likelihoods - logsumexp(log_likelihoods, axis=0))


def _modes(true: Expected, rejected: Expected, spreads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return u_i and g_i with D(n)^2 = sum_i u_i^2 n/(1 + n g_i)."""
    noise = np.sqrt(rejected.variance)
    lasting = rejected.errors * spreads / noise[:, None]
    g, vectors = eigh(lasting @ lasting.T)
    rounding = np.finfo(float).eps * len(g) * g.max(initial=0.0)
    return vectors.T @ ((true.mean - rejected.mean) / noise), np.where(g > rounding, g, 0.0)


def separation(true: Expected, rejected: Expected, spreads: np.ndarray, rounds: float = 1.0) -> float:
    """Return D(n) in standard deviations."""
    u, g = _modes(true, rejected, spreads)
    return float(np.sqrt(np.sum(u**2 * rounds / (1 + rounds * g))))


def rounds_to_reject(true: Expected, rejected: Expected, spreads: np.ndarray, sigmas: float = DISCOVERY) -> float:
    """Return n with D(n) = ``sigmas``; infinite where lasting errors, or equal fields, prevent it."""
    u, g = _modes(true, rejected, spreads)

    def excess(log_rounds: float) -> float:
        n = np.exp(log_rounds)
        return float(np.sum(u**2 * n / (1 + n * g)) - sigmas**2)

    if excess(np.log(_MOST_ROUNDS)) < 0:
        return np.inf
    if excess(-np.log(_MOST_ROUNDS)) > 0:
        return 0.0
    return float(np.exp(brentq(excess, -np.log(_MOST_ROUNDS), np.log(_MOST_ROUNDS), xtol=1e-10)))


def information(true: Expected, rejected: Expected, spreads: np.ndarray, rounds: float = 1.0) -> float:
    """Return the expected ln of the odds for the true law against the other, Kullback and Leibler's divergence.

    It is that of the means over the rounds, and that of the scatter about them, whose size may differ between laws.
    """
    one, other = (covariance(law, spreads, rounds) for law in (true, rejected))
    factor = cho_factor(other)
    apart = true.mean - rejected.mean
    inside = np.trace(cho_solve(factor, one)) - len(apart) + apart @ cho_solve(factor, apart)
    logarithm = 2 * np.sum(np.log(np.diag(factor[0]))) - np.linalg.slogdet(one)[1]
    noise = true.variance / rejected.variance
    scatter = max(rounds - 1, 0.0) * np.sum(noise - 1 - np.log(noise))
    return float(0.5 * (inside + logarithm + scatter))


def pairs(laws: Mapping[str, Expected]) -> list[tuple[str, str]]:
    """Return all ordered pairs of different laws: the true one and the one to be rejected."""
    return [(true, rejected) for true in laws for rejected in laws if true != rejected]
