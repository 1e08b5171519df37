"""A superconductor in a microwave field: conductivity and surface impedance at any frequency and temperature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from onnes.materials import given_or_recorded
from onnes.materials import material as material_of
from onnes.materials.models import bcs
from onnes.pairing import bcs_ratios
from onnes.pairing.bcs.complex_conductivity import NODES, complex_conductivity
from onnes.pairing.bcs.surface_depth import Surface
from onnes.pairing.bcs.surface_impedance import anomalous_impedance, local_impedance
from onnes.units.constants import BOLTZMANN, PLANCK

Limit = Literal["local", "anomalous"]

_THINNEST = 1e-7
"""Delta/(h f) below which the conductivity is that of the normal metal."""


CRITICAL_TEMPERATURE, CONDUCTIVITY = 10.0, 2e7
"""Tc [K] and sigma_n [S/m] where neither a material nor a value is given."""

RESISTANCE_RATIO = 10.0
"""Residual resistance ratio that gives a material's sigma_n where no conductivity is given."""


@dataclass(frozen=True)
class Sample:
    """Parameters of the theory of Mattis and Bardeen.

    Attributes:
        critical_temperature: Tc [K].
        gap_at_zero: Delta(0) [J].
        conductivity: sigma_n of the normal metal just above Tc [S/m]; used in the local limit.
        conductivity_over_path: sigma_n/l [S/m^2]; used in the anomalous limit.
        limit: local or anomalous (nonlocal) response of the current.
        surface: diffuse or specular scattering of electrons; used in the anomalous limit.
    """

    critical_temperature: float
    gap_at_zero: float
    conductivity: float
    conductivity_over_path: float
    limit: Limit
    surface: Surface

    def gap(self, kelvin: ArrayLike) -> Any:
        """Return Delta(T) [J] with the BCS temperature dependence; zero at and above Tc."""
        return self.gap_at_zero * bcs.gap(np.asarray(kelvin, float) / self.critical_temperature)

    def ratio(self, frequency: ArrayLike, kelvin: ArrayLike, nodes: int = NODES) -> Any:
        """Return (sigma_1 - i sigma_2)/sigma_n; 1 in the normal metal.

        Args:
            frequency: f [Hz].
            kelvin: T [K]; broadcasts with frequency.
        """
        frequency, kelvin = np.broadcast_arrays(np.asarray(frequency, float), np.asarray(kelvin, float))
        photon, gap = PLANCK * frequency, self.gap(kelvin)
        superconducting = gap > _THINNEST * photon
        unit = np.where(superconducting, gap, photon)
        computed = complex_conductivity(photon / unit, BOLTZMANN * kelvin / unit, nodes)
        return np.where(superconducting, computed, 1.0)

    def impedance(self, frequency: ArrayLike, kelvin: ArrayLike, nodes: int = NODES) -> Any:
        """Return Z = R + iX [Ohm] at f [Hz] and T [K], which broadcast."""
        ratio = self.ratio(frequency, kelvin, nodes)
        if self.limit == "local":
            return local_impedance(frequency, self.conductivity * ratio)
        return anomalous_impedance(frequency, ratio, self.conductivity_over_path, self.surface)


def dirty_metal(material: str, conductivity: float | None) -> Sample:
    """Return a sample in the local limit with the gap of weak coupling.

    Args:
        material: name; empty for none, with `CRITICAL_TEMPERATURE`.
        conductivity: sigma_n [S/m], in place of the material's at `RESISTANCE_RATIO`; `CONDUCTIVITY` without either.

    Raises:
        MissingDataError: a material without Tc, or without resistivity where no conductivity is given.
    """
    if material:
        metal = material_of(material)
        tc = metal.critical_temperature
        sigma = given_or_recorded("conductivity", conductivity, lambda: metal.normal_conductivity(RESISTANCE_RATIO))
    else:
        tc, sigma = CRITICAL_TEMPERATURE, conductivity or CONDUCTIVITY
    return Sample(tc, bcs_ratios.gap(tc), sigma, np.nan, "local", "diffuse")
