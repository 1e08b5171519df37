"""Non-local BCS kernel K(q, T) of the response of a current to the vector potential."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.materials.models import bcs
from onnes.pairing.bcs.matsubara import NODES, TERMS, matsubara_rule
from onnes.pairing.bcs.pippard import pippard_kernel
from onnes.pairing.bcs.reduced_gap import reduced_gap

Floats = NDArray[np.float64]


def bcs_kernel(t: ArrayLike, y: ArrayLike, scattering: ArrayLike = 0.0, terms: int = TERMS,
               nodes: int = NODES) -> Floats:
    """Return lambda_L^2 K(q, T) = 2 pi k T sum_(omega > 0) Delta^2/(E^2 e) F(hbar v_F q/(2 e)), dimensionless.

    The current is J = -K A/mu_0, with E = sqrt((hbar omega)^2 + Delta^2), e = E + hbar v_F/(2 l) and F the
    `pippard_kernel`. lambda_L is the London depth of the clean metal at T = 0, xi_0 = hbar v_F/(pi Delta(0)).

    Limits: for q = 0 and l infinite, the superfluid density of `onnes.materials.models.bcs`; for q xi_0 >> 1, (3
    pi/(4 q xi_0)) [Delta/Delta(0)] tanh(Delta/2kT) at any l (`anomalous_coefficient`).

    Args:
        t: T/Tc; K = 0 from Tc on.
        y: q xi_0.
        scattering: xi_0/l, zero for a clean metal. The three broadcast.
        terms, nodes: of the sum; half of them give an estimate of its error.

    Validity: weak coupling, isotropic gap and scattering, spherical Fermi surface, linear response.

    Source: H7; J. Bardeen, L. N. Cooper, J. R. Schrieffer, Phys. Rev. 108, 1175 (1957); A. A. Abrikosov, L. P. Gor'kov,
    Sov. Phys. JETP 8, 1090 (1959).
    """
    t, y, scattering = (np.asarray(each, float) for each in (t, y, scattering))
    gap = reduced_gap(t)
    u, half_path = gap.now[..., None], math.pi / 2 * gap.at_zero[..., None]
    a, weight = matsubara_rule(gap.now, terms, nodes)
    squared = a**2 + u**2
    energy = np.sqrt(squared) + half_path * scattering[..., None]
    return _summed(weight * u**2 / (squared * energy), half_path * y[..., None], energy)


def _summed(strength: Floats, wave: Floats, energy: Floats) -> Floats:
    """Return the sum of strength F(wave/energy) over the last axis.

    A table is summed row by row, so that a row stays in the cache.
    """
    shape = np.broadcast_shapes(strength.shape[:-1], wave.shape[:-1])
    if len(shape) < 2:
        return np.sum(strength * pippard_kernel(wave / energy), axis=-1)
    rows = zip(*(np.broadcast_to(each, shape + each.shape[-1:]) for each in (strength, wave, energy)), strict=True)
    return np.stack([np.einsum("...i,...i", weight, pippard_kernel(x / e)) for weight, x, e in rows])


def anomalous_coefficient(t: ArrayLike) -> Floats:
    """Return lim lambda_L^2 K q xi_0 for q to infinity, (3 pi/4) [Delta(T)/Delta(0)] tanh(Delta/2kT), dimensionless.

    Args:
        t: T/Tc, any shape.
    """
    gap = reduced_gap(t)
    return 0.75 * math.pi * bcs.gap(gap.t) * np.tanh(gap.over_temperature / 2)


def dirty_superfluid_density(t: ArrayLike) -> Floats:
    """Return lambda(0)^2/lambda(T)^2 = [Delta(T)/Delta(0)] tanh(Delta/2kT), dimensionless.

    It is the limit of a short mean free path, where lambda(0)^2 = lambda_L^2 xi_0/l.

    Args:
        t: T/Tc, any shape.
    """
    return anomalous_coefficient(t) / (0.75 * math.pi)
