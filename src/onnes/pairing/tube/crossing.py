"""Parameters of an electron that crosses a lattice, in units of d, d/v_e and e_A."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.pairing.atomic_scales import atomic_energy

_NEGLIGIBLE = 10.0
"""Distance beyond the nearest row, in screening lengths, at which rows are neglected; their part is below exp(-20)."""


@dataclass(frozen=True)
class Crossing:
    """Straight path along the rows of a cubic lattice of ions of charge 1, each bound harmonically to its place.

    Attributes:
        screening: k d, lattice distance over screening length.
        frequency: w = omega_D d/v_e.
        strength: eta = e_A/(M v_e^2).
        action: M v_e^2/(hbar omega_D), which converts momenta of ions into quanta.
        offset: of the path from the nearest row of ions, across it, in d; each from 0 to 1/2.
    """

    screening: float
    frequency: float
    strength: float
    action: float
    offset: tuple[float, float]

    @classmethod
    def of(cls, spacing: float, ion_mass: float, speed: float, frequency: float, screening_length: float,
           offset: tuple[float, float]) -> Crossing:
        """Return the crossing for d (m), M (kg), v_e (m/s), omega_D (rad/s) and the screening length (m)."""
        from onnes.units.constants import HBAR

        inertia = ion_mass * speed**2
        return cls(spacing / screening_length, frequency * spacing / speed, atomic_energy(spacing) / inertia,
                   inertia / (HBAR * frequency), offset)

    @property
    def impact(self) -> float:
        """Distance of the path from the nearest row, in d."""
        return float(np.hypot(*self.offset))

    @cached_property
    def rows(self) -> np.ndarray:
        """Positions of the rows across the path, which is the origin, nearest first; shape (rows, 2)."""
        reach = self.impact + _NEGLIGIBLE / self.screening
        numbers = np.arange(-np.ceil(reach), np.ceil(reach) + 1)
        across = np.stack(np.meshgrid(numbers, numbers, indexing="ij"), axis=-1).reshape(-1, 2) - self.offset
        distance = np.hypot(*across.T)
        order = np.argsort(distance, kind="stable")
        return across[order][distance[order] <= reach]
