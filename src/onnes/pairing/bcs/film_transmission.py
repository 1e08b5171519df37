"""Transmission of a thin metal film on a substrate."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from onnes.units.constants import SPEED_OF_LIGHT, VACUUM_PERMEABILITY

VACUUM_IMPEDANCE = VACUUM_PERMEABILITY * SPEED_OF_LIGHT
"""Z_0 = mu_0 c [ohm]."""


def film_transmittance(conductance: ArrayLike, index: float) -> Any:
    """Return T = 4 n/|1 + n + Z_0 G|^2, the share of the power of a normal wave that enters the substrate.

    Args:
        conductance: G = sigma d of the film, S, complex, any shape.
        index: n of the substrate, without absorption and reflection from its far side.

    Validity: a film much thinner than the wavelength and than its own penetration depths.

    Source: R. E. Glover, M. Tinkham, Phys. Rev. 108, 243 (1957); Tinkham, Introduction to Superconductivity, 3.10.
    """
    return 4 * index / np.abs(1 + index + VACUUM_IMPEDANCE * np.asarray(conductance)) ** 2
