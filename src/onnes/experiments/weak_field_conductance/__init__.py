"""weak-field-conductance: peak of the conductance in a field along the current, by chains and otherwise."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import given_or_recorded, material

DEFAULT_SPACING = 0.286e-9
"""Distance of neighbours where neither it nor a material is given: that of aluminium [m]."""
DEFAULT_DENSITY = 1.81e29
"""Density of electrons where neither it nor a material is given: that of aluminium [1/m^3]."""


class WeakFieldConductance(Experiment):
    """Sun's text, section 4.4: in Al, Pb, Sn a weak field along the current raises the conductance, a stronger one
    lowers it, because the field first orders moments and then breaks their chains. The text has no equation; the least
    model with such a peak is::

        G/G(0) = 1 + gain L(x)/(1 + exp(x - x_c)),  x = mu B/kT,  x_c = |mean U_m|/kT

    with Langevin's L and links that break as two levels. The height is free. The field of the peak is not: a small
    moment has it near 1.13 kT/mu, a large one near its critical field mu_0 eta mu/(4 pi a^3), and between both there is
    a least peak field, 1.196 sqrt(eta mu_0 kT/(4 pi a^3)), below which no moment has one. *measured_field* asks which
    moments have it there.

    Beside it, what conventional theory gives in the same geometry. *wire*: towards 2 hbar k_F/(e d) and beyond a field
    keeps electrons off the surface, and the conductance rises, by 3 l/(4 d) at most where l << d; that of the bulk
    falls in stronger fields. *film*: weak localization, which a field takes away,
    or, with strong spin-orbit scattering, weak antilocalization, by which the conductance falls.

    Validity: as of `chain_share`, `wire_conductivity` and `localization_gain`; a normal metal throughout.

    Raises:
        InputError: see `Experiment`.
        MissingDataError: the material has no neighbour distance, or no carrier density (give spacing, carrier_density).

    Source: section 4.4 of Sun, Z5, Z6, Z8, Z17; R. G. Chambers, Proc. R. Soc. A 202, 378 (1950).
    """

    name: ClassVar[str] = "weak-field-conductance"
    summary: ClassVar[str] = "peak of the conductance in a field along the current, by chains and otherwise"
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    belonging: ClassVar[Belonging] = {
        "rival": {"wire": ("wire_diameter", "mean_free_path", "carrier_density"),
                  "film": ("thickness", "phase_length", "sheet_resistance", "spin_orbit")}}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    spacing: float | None = quantity(None, "m", "distance a of neighbouring electrons, in place of that of the "
                                     "material's ions; 0.286 nm without either", above=0)
    moment: float = quantity("1 bohr_magneton", "J/T", "moment mu of an electron", above=0)
    eta: float = quantity(1.0, "", "part of the time in which the moments couple", above=0, at_most=1)
    temperature: float = quantity("4.2 K", "K", "temperature", above=0)
    gain: float = quantity(0.01, "", "relative rise of the conductance with all moments aligned", above=0)
    measured_field: float = quantity("10 mT", "T", "field of a peak, for which moments are sought", above=0)
    rival: Literal["wire", "film"] = choice("wire", "sample of conventional theory")
    wire_diameter: float = quantity("1 mm", "m", "diameter d of the wire", above=0)
    mean_free_path: float = quantity("0.1 mm", "m", "mean free path l of the wire's bulk", above=0)
    carrier_density: float | None = quantity(None, "m^-3", "density of electrons, in place of the material's; 1.81e29 "
                                             "1/m^3 without either", above=0)
    thickness: float = quantity("20 nm", "m", "thickness of the film", above=0)
    phase_length: float = quantity("1 um", "m", "length over which electrons keep their phase", above=0)
    sheet_resistance: float = quantity("10 ohm", "ohm", "resistance of a square of the film", above=0)
    spin_orbit: Literal["weak", "strong"] = choice("weak", "spin-orbit scattering in the film; strong in heavy metals")

    def check(self) -> None:
        self.distance()
        if self.rival == "wire":
            self.density()

    def distance(self) -> float:
        """Return a [m]."""
        if not self.material:
            return DEFAULT_SPACING if self.spacing is None else self.spacing
        return given_or_recorded("spacing", self.spacing, lambda: material(self.material).nearest_neighbour_distance)

    def density(self) -> float:
        """Return n [1/m^3]."""
        if not self.material:
            return DEFAULT_DENSITY if self.carrier_density is None else self.carrier_density
        return given_or_recorded("carrier_density", self.carrier_density,
                                 lambda: material(self.material).carrier_density)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.weak_field_conductance.readings import measured

        return measured(self)
