"""Films and strips of a named metal, with the lengths of a film of its resistivity."""

from __future__ import annotations

import math

from scipy.special import digamma, zeta

from onnes.errors import MissingDataError
from onnes.materials import Material, material
from onnes.materials.models.bcs import GAP_AT_ZERO
from onnes.problems.strip_freezing.strip import FilmNearTc, NarrowStrip

_NEAR_TC = 1e-4
"""1 - T/Tc at which the amplitudes of the laws near Tc are taken."""
_PIPPARD = GAP_AT_ZERO / 2
"""hbar v_F/(2 pi k Tc) over Pippard's xi_0 = hbar v_F/(pi Delta(0)): Delta(0)/(2 k Tc) = 0.882."""


def strip_of(metal: str | Material, width: float, thickness: float, resistivity: float, **others: float) -> NarrowStrip:
    """Return a strip of a metal on the list, W = width [m], of a film as in `film_of`."""
    return NarrowStrip(width=width, **vars(film_of(metal, thickness, resistivity, **others)))


def film_of(metal: str | Material, thickness: float, resistivity: float, **others: float) -> FilmNearTc:
    """Return a film of a metal on the list; in an element scattering shortens xi and lengthens lambda.

        xi_0^2 = chi xi_clean^2,    lambda_0^2 = lambda_clean^2/chi,    rho = 0.882 xi_Pippard/l
        chi = (8/(7 zeta(3))) sum_{n>=0} 1/((2n+1)^2 (2n+1+rho))

    with BCS theory's temperature dependence, and l from the resistivity. Lengths of compounds are those in the tables,
    which are of films as they are.

    Args:
        metal: name, or `onnes.Material`.
        thickness: d [m].
        resistivity: rho_n just above Tc [ohm m].
        others: further attributes of `FilmNearTc`.

    Raises:
        MissingDataError: a metal without Tc or a length.

    Source: L. P. Gor'kov, Sov. Phys. JETP 10, 998 (1960).
    """
    chosen = material(metal) if isinstance(metal, str) else metal
    tc = chosen.critical_temperature
    kelvin, root = tc * (1 - _NEAR_TC), math.sqrt(_NEAR_TC)
    xi = chosen.coherence_length(kelvin, "bcs") * root
    depth = chosen.penetration_depth(kelvin, "bcs") * root
    try:
        chi = gorkov(_PIPPARD * chosen.coherence_length_0 / chosen.mean_free_path(resistivity))
    except MissingDataError:
        chi = 1.0
    return FilmNearTc(thickness=thickness, critical_temperature=tc, coherence_length=xi * math.sqrt(chi),
                      penetration_depth=depth / math.sqrt(chi), resistivity=resistivity, **others)


def gorkov(scattering: float) -> float:
    """Return chi(rho), 1 of a clean metal and pi^2/(7 zeta(3) rho) of a dirty one; rho = 0.882 xi_Pippard/l."""
    if scattering < 1e-4:
        return 1 - math.pi**4 / (84 * zeta(3)) * scattering
    total = (math.pi**2 / 8 + (digamma(0.5) - digamma(0.5 + scattering / 2)) / (2 * scattering)) / scattering
    return float(8 / (7 * zeta(3)) * total)
