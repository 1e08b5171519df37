"""Largest likelihood of parameters that enter power laws, with a scatter of its own.

    e_i = sum_j k_ij x_j - c_i,    e_i ~ Student_3(0, w_i),    w_i^2 = s^2 + d_i^2

x_j are logarithms of the parameters; a row that is a lower bound has the probability that e_i is above what is drawn.
The distribution is that of the forecasts of a trial (`onnes.trial.forecast`), written here for arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import OptimizeResult, brentq, minimize

_LEAST, _MOST = 1e-6, 1e3
"""Scatter looked for, in decades."""
_DROP = 0.5
"""Logarithm of the likelihood that the edge of an interval loses."""
_REACH = 40.0
"""Distance to the best value up to which the edge of an interval is looked for, in decades."""


@dataclass(frozen=True)
class PowerLaws:
    """Facts that ask for values of parameters.

    Attributes:
        powers: k, shape (facts, parameters).
        sizes: c, shape (facts,).
        errors: d, shape (facts,).
        weight: of each fact, shape (facts,).
        bound: whether it is a lower bound, shape (facts,).
        at_most: largest x, shape (parameters,), infinite for none.
    """

    powers: np.ndarray
    sizes: np.ndarray
    errors: np.ndarray
    weight: np.ndarray
    bound: np.ndarray
    at_most: np.ndarray

    def with_held(self, free: np.ndarray, logs: np.ndarray) -> PowerLaws:
        """Return the laws of the parameters that are free (shape (parameters,), true), the others held at x."""
        held = np.where(free, 0.0, logs)
        return replace(self, powers=self.powers[:, free], sizes=self.sizes - self.powers @ held,
                       at_most=self.at_most[free])

    def residuals(self, logs: np.ndarray) -> np.ndarray:
        """Return e for x, shape (facts,)."""
        return self.powers @ logs - self.sizes

    def log_likelihood(self, logs: np.ndarray, scatter: float) -> float:
        """Return the natural logarithm of the likelihood of x and s."""
        width = np.hypot(scatter, self.errors)
        z = self.residuals(logs) / width
        density = 6 * np.sqrt(3) / (np.pi * width * (3 + z**2) ** 2)
        share = 0.5 + (np.arctan(z / np.sqrt(3)) + np.sqrt(3) * z / (3 + z**2)) / np.pi
        far = 2 * np.sqrt(3) / (np.pi * np.maximum(-z, 1.0) ** 3)  # the share where its terms cancel
        return float(self.weight @ np.log(np.where(self.bound, np.where(z > -1e3, share, far), density)))


@dataclass(frozen=True)
class Fit:
    """Largest likelihood.

    Attributes:
        laws: the facts.
        numbers: x and log10 s at their best, shape (parameters + 1,).
        log_likelihood: its natural logarithm.
        converged: False where the search ended early.
    """

    laws: PowerLaws
    numbers: np.ndarray
    log_likelihood: float
    converged: bool

    @property
    def best(self) -> np.ndarray:
        """Return x at its best, shape (parameters,)."""
        return self.numbers[:-1]

    def interval(self, index: int) -> tuple[float | None, float | None]:
        """Return the ends of the interval of one of x and log10 s; None where the facts give no limit."""
        lower, upper = _limits(self.laws)[index]
        low = self._edge(index, max(lower, self.numbers[index] - _REACH))
        high = self._edge(index, min(upper, self.numbers[index] + _REACH))
        return low, upper if high is None and index < len(self.numbers) - 1 and np.isfinite(upper) else high

    def _edge(self, index: int, far: float) -> float | None:
        """Return where the likelihood, maximised over the others, has lost its share between the best and ``far``."""

        def lost(value: float) -> float:
            return self.log_likelihood - _DROP - _search(self.laws, self.numbers, (index, value))[1]

        best = self.numbers[index]
        if far == best or lost(far) < 0:
            return None
        return brentq(lost, best, far, xtol=1e-4 * min(1.0, 10 ** self.numbers[-1]))  # interval as wide as the scatter


def best_fit(laws: PowerLaws) -> Fit:
    """Return x and s of the largest likelihood."""
    equal = ~laws.bound if np.any(~laws.bound) else np.ones_like(laws.bound)
    logs = np.minimum(np.linalg.lstsq(laws.powers[equal], laws.sizes[equal])[0], laws.at_most)  # shape (0,) if all held
    spread = float(np.sqrt(np.mean(laws.residuals(logs)[equal] ** 2)))
    start = np.append(logs, np.log10(min(max(spread, 10 * _LEAST), _MOST)))
    numbers, value, converged = _search(laws, start)
    return Fit(laws, numbers, value, converged)


def _limits(laws: PowerLaws) -> list[tuple[float, float]]:
    return [*((-np.inf, most) for most in laws.at_most), (np.log10(_LEAST), np.log10(_MOST))]


def _search(
    laws: PowerLaws, start: np.ndarray, held: tuple[int, float] | None = None
) -> tuple[np.ndarray, float, bool]:
    """Return the numbers of the largest likelihood, its logarithm, and whether the search ended; one may be held."""
    free = np.array([held is None or j != held[0] for j in range(len(start))])

    def numbers(some: np.ndarray) -> np.ndarray:
        full = np.array(start)
        full[free] = some
        if held is not None:
            full[held[0]] = held[1]
        return full

    def lost(some: np.ndarray) -> float:
        full = numbers(some)
        return -laws.log_likelihood(full[:-1], 10 ** full[-1])

    if not np.any(free):
        return numbers(start[free]), -lost(start[free]), True
    bounds = [limit for limit, one in zip(_limits(laws), free, strict=True) if one]
    def search(point: np.ndarray) -> OptimizeResult:
        return minimize(lost, point, method="Nelder-Mead", bounds=bounds,
                        options={"xatol": 1e-9, "fatol": 1e-11, "maxiter": 4000, "maxfev": 8000})

    # The simplex shrinks towards a point that is not always the best one, so it begins again there.
    found = search(search(search(start[free]).x).x)
    return numbers(found.x), -float(found.fun), bool(found.success)
