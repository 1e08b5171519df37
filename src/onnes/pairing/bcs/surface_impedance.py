"""Surface impedance of a superconductor from its complex conductivity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.pairing.bcs.surface_depth import Surface, anomalous_depth
from onnes.units.constants import VACUUM_PERMEABILITY

Complex = NDArray[np.complexfloating]


def local_impedance(frequency: ArrayLike, conductivity: ArrayLike) -> Complex:
    """Return Z = R + iX = sqrt(i mu_0 omega/sigma), in Ohm, for a current that depends locally on the field.

    Args:
        frequency: f = omega/2 pi, Hz, any shape.
        conductivity: sigma = sigma_1 - i sigma_2, S/m; real for a normal metal. Broadcasts with frequency.

    Source: M. Tinkham, Introduction to Superconductivity, section 3.10.
    """
    return np.sqrt(_reactivity(frequency) / conductivity)


def anomalous_impedance(frequency: ArrayLike, ratio: ArrayLike, conductivity_over_path: float,
                        surface: Surface = "diffuse") -> Complex:
    """Return Z = R + iX, in Ohm, in the anomalous limit, K(q) = i omega mu_0 (3 pi/4)(sigma_n/l) r/q.

    In this limit the field changes within a mean free path and a coherence length. Z = i omega mu_0 lambda with the
    depth of that kernel. For the normal metal, r = 1, that is the anomalous skin effect, Z = (1 + i sqrt3) [sqrt3
    (omega mu_0)^2 l/(16 pi sigma_n)]^(1/3), if the surface is diffuse.

    Args:
        frequency: f, Hz, any shape.
        ratio: r = (sigma_1 - i sigma_2)/sigma_n. Broadcasts with frequency.
        conductivity_over_path: sigma_n/l = n e^2/(m v_F), S/m^2.
        surface: how it scatters electrons.

    Source: G. E. H. Reuter, E. H. Sondheimer (1948); Mattis, Bardeen 1958.
    """
    reactivity = _reactivity(frequency)
    return reactivity * anomalous_depth(0.75 * math.pi * reactivity * conductivity_over_path * ratio, surface)


def _reactivity(frequency: ArrayLike) -> Any:
    """Return i omega mu_0, in Ohm/m."""
    return 2j * math.pi * np.asarray(frequency, float) * VACUUM_PERMEABILITY
