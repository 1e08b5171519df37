"""Energy of one vortex across a strip."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError
from onnes.problems.strip_freezing.strip import NarrowStrip
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

SITES = 201
"""Places across a strip of the closed form."""
KUIT = 1.65
"""B W^2/Phi_0 from the energy of vortex-antivortex pairs; K. H. Kuit et al., Phys. Rev. B 77, 134504 (2008)."""


@dataclass(frozen=True)
class Landscape:
    """Energy of a vortex across a strip, linear in the field: G(x) = E(x) - B m(x).

    Attributes:
        positions: x [m], ascending, shape (n,); a vortex that reaches either end has left the strip.
        self_energy: E [J], shape (n,), zero where the strip has no vortex.
        moment: m [A m^2], shape (n,), of the vortex current.
    """

    positions: np.ndarray
    self_energy: np.ndarray
    moment: np.ndarray

    def __post_init__(self) -> None:
        shapes = {np.shape(a) for a in (self.positions, self.self_energy, self.moment)}
        if len(shapes) != 1 or len(self.positions) < 5 or np.any(np.diff(self.positions) <= 0):
            raise InputError("landscape", f"arrays of shapes {sorted(shapes)}",
                             "positions that ascend, with energies and moments of the same length, at least 5",
                             "Give x, E(x) and m(x) at the same places, in order.")
        if not all(np.all(np.isfinite(a)) for a in (self.positions, self.self_energy, self.moment)):
            raise InputError("landscape", "energies that are not finite", "finite numbers",
                             "Leave out places where E < 0, at the edges.")

    def energy(self, field: float) -> np.ndarray:
        """Return G(x) in J at a field in T, shape (n,)."""
        return self.self_energy - field * self.moment


def narrow_landscape(strip: NarrowStrip, temperature: float, sites: int = SITES) -> Landscape:
    """Return the landscape of a strip much narrower than Lambda(T), from where E = 0 at one edge to the other.

        G(x) = eps_0 {ln[(2 W/(pi xi)) sin(pi x/W)] + c} - (Phi_0/(2 mu_0 Lambda)) B x (W - x)

    A vortex in the middle lowers the energy from B W^2/Phi_0 = (2/pi) ln(alpha W/xi) on, with alpha = (2/pi) exp(c):
    0.93 for c = 0.381, 2/pi for c = 0; K. K. Likharev, Sov. Radiophys. 14, 722 (1972), has 1/4.

    Source: V. G. Kogan, Phys. Rev. B 49, 15874 (1994); G. M. Maksimova, Phys. Solid State 40, 1607 (1998).
    """
    width, core = strip.width, strip.core(temperature) * math.exp(-strip.core_energy)
    x = np.linspace(core / 2, width - core / 2, sites)
    self_energy = strip.line_energy(temperature) * np.log(2 * width / (math.pi * core) * np.sin(math.pi * x / width))
    moment = FLUX_QUANTUM / (2 * VACUUM_PERMEABILITY * strip.pearl_length(temperature)) * x * (width - x)
    return Landscape(x, self_energy, moment)


def pair_field(width: float) -> float:
    """Return B_K = 1.65 Phi_0/W^2 in T, below which pairs of vortices no longer form and escape goes on."""
    return KUIT * FLUX_QUANTUM / width**2
