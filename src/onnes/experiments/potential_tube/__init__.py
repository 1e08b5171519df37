"""potential-tube: an electron crosses a lattice of independent oscillators, which attracts a second electron."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity

if TYPE_CHECKING:
    from onnes.pairing.tube.crossing import Crossing
    from onnes.problems.ion_lattice import IonLattice

LONGEST_SCREENING = 0.6
"""Largest screening length in d; beyond it too many rows of ions contribute."""

CORE = 0.2
"""Radius of an ion's core, in d; no path passes through it and no potential is drawn inside."""

_WEAKEST = 25.0
"""Largest distance of the path from the nearest ion, in screening lengths."""
_MELTED = 0.2
"""Largest thermal displacement, over the distance from row to path; a lattice melts before."""


class PotentialTube(Experiment):
    """Figures 1 and 2 of Weisskopf's text as a simulation.

    Each ion is an oscillator ``M u'' = -M omega_D^2 u + F(r)`` with the screened Coulomb force of an electron that
    moves straight, at v_e, along the rows of a cubic lattice; u is integrated through the passage, without the impulse
    approximation (`onnes.pairing.tube`). The potential of the displaced ions on a second electron is summed over the
    lattice, ion by ion, and averaged over a lattice distance along the path.

    The ions oscillate without damping, so that attraction and repulsion alternate behind the electron; the text keeps
    the first half period, and so do the readings.

    | with | the nearest ion starts |
    |---|---|
    | quantum=false, temperature=0 | at rest |
    | quantum=false, temperature>0 | from a Boltzmann distribution, ``ensemble`` copies |
    | quantum=true | from the Wigner function of its thermal state; and its ground state is also kicked in the basis of
      number states, W5's footnote |

    Validity: displacements small against d, an electron much faster than sound, static screening. Charge of the
    ions 1 and v_e = v_F, as in the text; a metal without a tabled v_F takes that of one electron per d^3 (a = 3.1).

    Raises:
        InputError: see `Experiment`; a path through the core of an ion, a screening length above 0.6 d, a temperature
            at which the ions would hit the path.
        MissingDataError: a material without lattice distance or atomic mass.

    Source: W1-W7, Figs. 1 and 2.
    """

    name: ClassVar[str] = "potential-tube"
    summary: ClassVar[str] = "An electron crosses a lattice of ions: displacement, tube of attraction, its constants"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    example: ClassVar[dict[str, Any]] = {"material": "Al"}

    theory: str = pydantic.Field(default="pair", description="theory whose figures these are")
    distance: Literal["neighbour", "volume"] = choice(
        "neighbour", "d of a material: of nearest neighbours, or cube root of the volume per atom")
    spacing: float | None = quantity(None, "m", "lattice distance d, instead of the material's; 0.3 nm without either",
                                     at_least=5e-11, at_most=5e-9)
    ion_mass: float | None = quantity(None, "kg", "M, instead of the material's; 50 u without either",
                                      at_least=1e-28, at_most=1e-23)
    electron_speed: float | None = quantity(None, "m/s", "v_e; the material's Fermi velocity, or 3.1 hbar/(m d)",
                                            at_least=1e4, at_most=1e8)
    debye_temperature: float | None = quantity(None, "K", "hbar omega_D/k; the material's, or from b = 8", above=0)
    screening_length: float | None = quantity(None, "m", "of the Coulomb force; that of Thomas and Fermi if left out",
                                              above=0)
    offset_x: float = quantity(0.5, "", "place of the path across the rows, in d from a row", at_least=0, at_most=0.5)
    offset_y: float = quantity(0.0, "", "the same in the other direction", at_least=0, at_most=0.5)
    core: float = quantity(CORE, "", "radius of an ion's core, in d", at_least=0.05, below=0.5)
    quantum: bool = pydantic.Field(default=False, description="whether the ions are quantum oscillators")
    temperature: float = quantity("0 K", "K", "of the lattice", at_least=0)
    ensemble: int = pydantic.Field(default=4000, description="copies of an ion in thermal motion, 100 to 100000")
    seed: int = pydantic.Field(default=0, description="of the thermal motion")

    def check(self) -> None:
        if not 100 <= self.ensemble <= 100_000:
            raise InputError("ensemble", self.ensemble, "from 100 to 100000 copies of an ion")
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number, 0 or above")
        crossing = self.crossing()
        if crossing.impact < self.core:
            raise InputError("offset_x", self.offset_x, f"a path at least {self.core:g} d from a row of ions",
                             "It passes through cores: raise offset_x or offset_y, or take a smaller core.")
        if crossing.screening < 1 / LONGEST_SCREENING:
            raise InputError("screening_length", f"{self.lattice().screening_length:.3g} m",
                             f"at most {LONGEST_SCREENING:g} d = {LONGEST_SCREENING * self.lattice().spacing:.3g} m",
                             "An unscreened charge would move the whole lattice.")
        if crossing.screening * crossing.impact > _WEAKEST:
            raise InputError("screening_length", f"{self.lattice().screening_length:.3g} m",
                             f"at least 1/{_WEAKEST:g} of the distance of the path from the nearest ion, "
                             f"{crossing.impact * self.lattice().spacing:.3g} m", "No ion would feel the electron.")
        self._refuse_melted(crossing)

    def _refuse_melted(self, crossing: Crossing) -> None:
        from onnes.experiments.potential_tube.run import thermal_energy

        spread = thermal_energy(self) ** 0.5 / crossing.frequency
        if self.temperature > 0 and spread > _MELTED * crossing.impact:
            raise InputError("temperature", f"{self.temperature:g} K",
                             f"ions that stay within {_MELTED:g} of their distance from the path",
                             f"They would swing by {spread:.2g} d: the lattice would have melted.")

    def lattice(self) -> IonLattice:
        """Return the lattice that is crossed."""
        from onnes.materials import given_or_recorded, material
        from onnes.problems.ion_lattice import DISTANCES, ion_lattice

        of, spacing, ion_mass = None, self.spacing, self.ion_mass
        if self.material:
            of = material(self.material)
            spacing = given_or_recorded("spacing", spacing, lambda: of.value(DISTANCES[self.distance]).value)
            ion_mass = given_or_recorded("ion_mass", ion_mass, lambda: of.atomic_mass)
        return ion_lattice(of, self.distance, spacing=spacing, ion_mass=ion_mass, electron_speed=self.electron_speed,
                           debye_temperature=self.debye_temperature, screening=self.screening_length)

    def crossing(self) -> Crossing:
        """Return the crossing in units of d, d/v_e and e_A."""
        return self.lattice().crossing((self.offset_x, self.offset_y))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.potential_tube.run import measure

        return measure(self, progress)
