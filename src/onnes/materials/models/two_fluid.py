"""Two-fluid model of Gorter and Casimir: functions of t = T/Tc alone.

    n_s(T)/n_s(0) = lambda(0)^2/lambda(T)^2 = 1 - t^4        Bc(T)/Bc(0) = 1 - t^2

Both follow from one free energy, f(x, T) = -sqrt(1-x) gamma T^2/2 - x Bc(0)^2/(2 mu_0), minimal in the fraction x of
condensed electrons. The model has no gap.

Validity: 0 <= t <= 1; empirical, within a few per cent for most elements (Bc) and most local superconductors (lambda);
wrong in the exponential tail at t << 1.

Source: C. J. Gorter, H. B. G. Casimir, Physica 1, 306 (1934); Phys. Z. 35, 963 (1934).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def superfluid_density(t: ArrayLike) -> NDArray[np.float64]:
    """Return n_s(T)/n_s(0) = 1 - t^4, and zero above Tc, for t = T/Tc of any shape."""
    return np.maximum(0.0, 1 - np.asarray(t, float) ** 4)


def critical_field(t: ArrayLike) -> NDArray[np.float64]:
    """Return Bc(T)/Bc(0) = 1 - t^2 (Tuyn's parabola), and zero above Tc, for t = T/Tc of any shape."""
    return np.maximum(0.0, 1 - np.asarray(t, float) ** 2)
