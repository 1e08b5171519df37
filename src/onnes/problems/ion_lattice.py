"""A metal in Weisskopf's text: independent oscillating ions on a lattice, and electrons of one speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onnes.materials import Material
from onnes.pairing import atomic_scales as scales
from onnes.pairing.estimates import debye_constant, fermi_constant
from onnes.pairing.thomas_fermi import screening_length
from onnes.pairing.tube.crossing import Crossing
from onnes.units.constants import ATOMIC_MASS, BOLTZMANN, ELECTRON_MASS, HBAR

Distance = Literal["neighbour", "volume"]

DISTANCES: dict[str, str] = {"neighbour": "nearest_neighbour_distance", "volume": "atomic_volume_root"}
"""The two definitions of d: distance of nearest neighbours, cube root of the volume per atom."""

SPACING, ION_MASS = 3e-10, 50 * ATOMIC_MASS
"""d [m] and M [kg] where neither a material nor a value is given: a few Bohr radii, and beta = 300."""


@dataclass(frozen=True)
class IonLattice:
    """Ions and electrons of a metal, in SI units.

    Attributes:
        spacing: lattice distance d.
        ion_mass: M.
        fermi_momentum: p_F.
        debye_frequency: omega_D [rad/s].
        screening_length: of the Coulomb force between electron and ion.
        assumed: names of those that are the text's estimate, since they are neither given nor in the tables.
    """

    spacing: float
    ion_mass: float
    fermi_momentum: float
    debye_frequency: float
    screening_length: float
    assumed: tuple[str, ...] = ()

    @property
    def speed(self) -> float:
        """v_e = p_F/m [m/s]."""
        return self.fermi_momentum / ELECTRON_MASS

    @property
    def a(self) -> float:
        """a = p_F d/hbar (W2)."""
        return fermi_constant(self.spacing, self.fermi_momentum)

    @property
    def b(self) -> float:
        """b = omega_D sqrt(m M) d^2/hbar (W3a)."""
        return debye_constant(self.spacing, self.ion_mass, self.debye_frequency)

    def crossing(self, offset: tuple[float, float]) -> Crossing:
        """Return the crossing of this lattice by an electron on a path at ``offset``, in d, from a row of ions."""
        return Crossing.of(self.spacing, self.ion_mass, self.speed, self.debye_frequency, self.screening_length, offset)


def ion_lattice(material: Material | None, distance: str, *, spacing: float | None = None,
                ion_mass: float | None = None, electron_speed: float | None = None,
                debye_temperature: float | None = None, screening: float | None = None) -> IonLattice:
    """Return the lattice of a material; values given (SI) replace the material's, the text's estimates the unknown.

    Args:
        material: None for values given directly.
        distance: "neighbour" or "volume", the definition of d of a material.
        screening: screening length; that of Thomas and Fermi if left out.

    Raises:
        MissingDataError: a material without a lattice distance or an atomic mass.
    """
    if spacing is None:
        spacing = material.value(DISTANCES[distance]).value if material else SPACING
    if ion_mass is None:
        ion_mass = material.value("atomic_mass").value if material else ION_MASS
    assumed = []
    speed = electron_speed or _recorded(material, "fermi_velocity")
    if speed is None:
        assumed.append("electron_speed")
    momentum = scales.fermi_momentum(spacing) if speed is None else ELECTRON_MASS * speed
    theta = debye_temperature or _recorded(material, "debye_temperature")
    if theta is None:
        assumed.append("debye_temperature")
    frequency = scales.debye_frequency(spacing, ion_mass) if theta is None else BOLTZMANN * theta / HBAR
    return IonLattice(spacing, ion_mass, momentum, frequency, screening or screening_length(momentum), tuple(assumed))


def _recorded(material: Material | None, quantity: str) -> float | None:
    return material.value(quantity).value if material and material.has(quantity) else None
