"""Closed forms of narrow rings."""

from __future__ import annotations

import math

from onnes.units.constants import VACUUM_PERMEABILITY


def thin_ring_level(inner: float, outer: float, quanta: int, field: float) -> float:
    """Return the mean of (n/r - B r/2)^2 over a ring between radii a and b, lengths in xi, fields in Bc2.

        2 n^2 ln(b/a)/(b^2 - a^2) - n B + B^2 (a^2 + b^2)/8

    It is (1 - Tc(B)/Tc(0)) xi^2/xi_0^2 of a ring across which |psi| does not vary, and an upper bound of it for any:
    ((n - Phi/Phi_0)/R)^2 of the thinnest, and in a thin wall of width w the background (pi w B xi/Phi_0)^2/3 besides.

    Source: R. P. Groff, R. D. Parks, Phys. Rev. 176, 567 (1968).
    """
    return (2 * quanta**2 * math.log(outer / inner) / (outer**2 - inner**2) - quanta * field
            + field**2 * (inner**2 + outer**2) / 8)


def slip_distance(radius: float) -> float:
    """Return the |n - Phi/Phi_0| at which a thin ring of radius R (in xi) slips: ``(R^2/3 + 1/6)^(1/2)``.

    There the wave m = 1 around the ring becomes unstable; a ring with R < xi/2 turns normal before, at R.

    Source: L. Kramer, W. Zimmermann, Physica D 16, 221 (1985).
    """
    return min(math.sqrt(radius**2 / 3 + 1 / 6), radius)


def thin_film_area(inner: float, outer: float) -> float:
    """Return the area by which a field gives the flux Phi of ``I = (n Phi_0 - Phi)/L``, where Lambda is large [m^2]."""
    return math.pi * (outer**2 - inner**2) / (2 * math.log(outer / inner))


def thin_film_kinetic_inductance(inner: float, outer: float, pearl_length: float) -> float:
    """Return ``2 pi mu_0 Lambda/ln(b/a)`` [H], of a ring that is narrower than Lambda."""
    return 2 * math.pi * VACUUM_PERMEABILITY * pearl_length / math.log(outer / inner)


def thin_ring_inductance(inner: float, outer: float) -> float:
    """Return ``mu_0 R (ln(8 R/w) - 1/2)`` [H], of a narrow flat ring with an even current.

    Source: E. B. Rosa, F. W. Grover, Bull. Bur. Stand. 8, 1 (1911).
    """
    middle = 0.5 * (inner + outer)
    return VACUUM_PERMEABILITY * middle * (math.log(8 * middle / (outer - inner)) - 0.5)
