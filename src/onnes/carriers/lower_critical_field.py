"""Lower critical field of a type II superconductor."""

from __future__ import annotations

from math import exp, log, pi, sqrt

from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM


def lower_critical_field(depth: float, coherence_length: float) -> float:
    """Return B_c1 = Phi_0 / (4 pi lambda^2) [ln kappa + a(kappa)], in T, with kappa = lambda/xi.

    a(kappa) = 0.49693 + exp(-0.41477 - 0.775 ln kappa - 0.1303 ln^2 kappa) fits the Ginzburg-Landau vortex to 1e-3.

    Args:
        depth: lambda, m.
        coherence_length: Ginzburg-Landau xi, m.

    Raises:
        InputError: kappa below 1/sqrt2, where no vortex lowers the energy.

    Source: Brandt, Phys. Rev. B 68, 054506 (2003).
    """
    kappa = depth / coherence_length
    if kappa < 1 / sqrt(2):
        raise InputError("kappa", round(kappa, 4), "lambda/xi of at least 0.7071 (type II)", "Type I has no B_c1.")
    core = 0.49693 + exp(-0.41477 - 0.775 * log(kappa) - 0.1303 * log(kappa) ** 2)
    return FLUX_QUANTUM / (4 * pi * depth**2) * (log(kappa) + core)
