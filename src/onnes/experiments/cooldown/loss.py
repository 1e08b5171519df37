"""Surface resistance per trapped flux of the metal of an experiment."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.carriers.trapped_flux_resistance import depth_of_impure, flexible_line_resistance, static_core_resistance
from onnes.materials import material
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.cooldown import Cooldown


def resistance_per_flux(experiment: Cooldown, frequency: np.ndarray | float) -> np.ndarray:
    """Return R/B_trapped [ohm/T] at the bath temperature, at frequencies in Hz.

    Without a mean free path the metal has the resistivity of its residual resistance ratio and its own kappa, or that
    given. With l it is rho l = const. and lambda = lambda_L (1 + xi_0/l)^(1/2); Bc stays (Anderson's theorem), and with
    it lambda xi.

    Raises:
        InputError: kappa of type I.
        MissingDataError: a mean free path with a material whose xi_0 is not in the tables.
    """
    of, bath, path = material(experiment.material), experiment.temperature, experiment.mean_free_path
    bc, kappa = of.critical_field(bath), experiment.kappa or of.kappa(bath)
    resistivity = experiment.metal().resistivity
    if path is not None:
        bulk, length = of.mean_free_path(resistivity), of.coherence_length_0
        kappa *= (depth_of_impure(1.0, length, path) / depth_of_impure(1.0, length, bulk)) ** 2
        resistivity *= bulk / path
    bc2 = sqrt(2) * kappa * bc
    xi = sqrt(FLUX_QUANTUM / (2 * pi * bc2))
    if experiment.loss == "static":
        return static_core_resistance(frequency, bc2, resistivity)
    energy = FLUX_QUANTUM * lower_critical_field(kappa * xi, xi) / VACUUM_PERMEABILITY
    return flexible_line_resistance(frequency, kappa * xi, energy, FLUX_QUANTUM * bc2 / resistivity)
