"""Field below the surface of a clean metal whose current follows Pippard's kernel."""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.pairing.bcs.pippard import pippard_kernel

Floats = NDArray[np.float64]

_STEP, _LARGEST = 0.01, 100.0
"""Step and largest value of the wave number in 1/lambda_L: the profile repeats beyond 2 pi/step depths."""


def pippard_profile(place: ArrayLike, london_depth: float, coherence_length: float) -> Floats:
    """Return B(x)/B(0) = (2/pi) int_0^inf q sin(q x)/(q^2 + K(q)) dq, in the shape of ``place``; specular surface.

    It is London's exponential plus the integral of the non-local part. For xi_0 above lambda_L the field changes sign
    a few lambda_L below the surface, and its reversed part is at most 3 % of B(0).

    Args:
        place: x, m, positive, below a hundred lambda_L.
        london_depth: lambda_L, m.
        coherence_length: xi_0, m.

    Source: H7; A. B. Pippard, Proc. R. Soc. A 216, 547 (1953); Tinkham, Introduction to Superconductivity, 3.11.
    """
    x = np.asarray(place, float) / london_depth
    q = np.arange(0.5 * _STEP, _LARGEST, _STEP)
    kernel = pippard_kernel(q * coherence_length / london_depth)
    nonlocal_part = q * (1 - kernel) / ((q**2 + kernel) * (q**2 + 1))
    return np.exp(-x) + 2 / pi * _STEP * np.sin(x[..., None] * q) @ nonlocal_part
