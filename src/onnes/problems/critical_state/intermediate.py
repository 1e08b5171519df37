"""The intermediate state of a type I wire that carries more than Silsbee's current, solved on a radial grid.

In a steady state E is the same everywhere. Normal metal carries J = E/rho; where normal and superconducting layers
alternate along the wire, a share s <= 1 is normal and E = s rho J, while the field is the critical one. So

    J >= E/rho,   H >= Hc,   one of them an equality;      H = I(r)/(2 pi r),   I(R) = I

and E follows from the total current. The normal cells are found by a primal-dual active set; where the core ends is
part of the answer. In closed form (`london_core`) the core has the radius Hc rho/E, and R/Rn = (1 + sqrt(1 -
(Ic/I)^2))/2.

Validity: London's model. It takes Hc at all boundaries and no surface energy; measured resistances start with about
0.7 rather than 1/2 of the normal one, as later models explain.

Source: F. London, Superfluids, vol. 1 (1950), section 16; F. B. Silsbee, J. Wash. Acad. Sci. 6, 597 (1916).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError
from onnes.results import Status
from onnes.units.constants import VACUUM_PERMEABILITY


@dataclass(frozen=True)
class IntermediateWire:
    """A wire at rest above Silsbee's current, in SI units.

    Attributes:
        status: not_converged if the normal cells were not found.
        nodes: distance from the axis, from 0 to the radius, shape (n + 1,) [m].
        field: B round the axis at the nodes, shape (n + 1,) [T].
        density: J between the nodes, shape (n,) [A/m^2].
        normal_share: s = E/(rho J) between the nodes, shape (n,).
        resistance_ratio: R/Rn.
        core_radius: where the normal shell begins [m], from its share of the section.
    """

    status: Status
    nodes: np.ndarray
    field: np.ndarray
    density: np.ndarray
    normal_share: np.ndarray
    resistance_ratio: float
    core_radius: float


def silsbee_current(radius: float, critical_field: float) -> float:
    """Return Ic = 2 pi R Bc/mu_0 [A], whose field at the surface is the critical one.

    Args:
        radius: R [m].
        critical_field: Bc [T].
    """
    return 2 * np.pi * radius * critical_field / VACUUM_PERMEABILITY


def intermediate_wire(radius: float, critical_field: float, current: float, cells: int = 400) -> IntermediateWire:
    """Return the steady state of a wire.

    Args:
        radius: R [m].
        critical_field: Bc [T].
        current: I [A], above Silsbee's.
        cells: from the axis to the surface.

    Raises:
        InputError: a current that is not above Silsbee's.
    """
    least = silsbee_current(radius, critical_field)
    if not least < current < np.inf:
        raise InputError("current", f"{current:g} A", f"more than Silsbee's current, {least:g} A",
                         "Below it the wire is in the Meissner state, without resistance.")
    # Lengths in R, fields in Bc, y = I(r)/(2 pi R Hc); q = E R/(rho Hc).
    x = np.linspace(0.0, 1.0, cells + 1)
    section, total = np.diff(x**2) / 2, current / least
    status, normal, y, q = _steady(x, section, total)
    density, field = np.diff(y) / section, y[1:] / x[1:]
    share = np.where(normal, 1.0, q / density)
    core = float(np.sqrt(1 - 2 * np.sum(section[normal])))
    return IntermediateWire(status, x * radius, np.concatenate([[0.0], field]) * critical_field,
                            density * critical_field / (VACUUM_PERMEABILITY * radius), share, q / (2 * total),
                            core * radius)


def _steady(x: np.ndarray, section: np.ndarray, total: float) -> tuple[Status, np.ndarray, np.ndarray, float]:
    """Return status, normal cells, y and q by correcting the guess that the surface alone is normal."""
    normal = np.zeros(len(section), dtype=bool)
    normal[-1] = True
    y, q = _enclosed(x, section, total, normal)
    for _ in range(2 * len(section)):
        corrected = np.where(normal, y[1:] >= x[1:] * (1 - 1e-12), np.diff(y) < q * section)
        corrected[-1] = True  # the field at the surface is above the critical one
        if np.array_equal(corrected, normal):
            return "converged", normal, y, q
        normal = corrected
        y, q = _enclosed(x, section, total, normal)
    return "not_converged", normal, y, q


def _enclosed(x: np.ndarray, section: np.ndarray, total: float, normal: np.ndarray) -> tuple[np.ndarray, float]:
    """Return y at the nodes, and q: y = x where the outer node of a cell is in the core, y_out - y_in = q x dx else."""
    # The part of y that does not depend on q, and the part in proportion to it: y = fixed + q rising.
    fixed, rising = np.zeros_like(x), np.zeros_like(x)
    for i, one in enumerate(normal):
        fixed[i + 1], rising[i + 1] = (fixed[i], rising[i] + section[i]) if one else (x[i + 1], 0.0)
    q = (total - fixed[-1]) / rising[-1]
    return fixed + q * rising, float(q)


def london_core(current_ratio: np.ndarray | float) -> np.ndarray:
    """Return core radius over that of the wire in closed form, i - sqrt(i^2 - 1) with i = I/Ic >= 1."""
    i = np.asarray(current_ratio, dtype=float)
    return i - np.sqrt(i**2 - 1)


def london_resistance(current_ratio: np.ndarray | float) -> np.ndarray:
    """Return R/Rn = (1 + sqrt(1 - 1/i^2))/2 in closed form, i = I/Ic >= 1."""
    return 0.5 * (1 + np.sqrt(1 - 1 / np.asarray(current_ratio, dtype=float) ** 2))
