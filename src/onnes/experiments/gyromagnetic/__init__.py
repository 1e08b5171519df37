"""gyromagnetic: a superconductor on a fibre turns when its screening current starts, by field or by cooling."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.errors import InputError, MissingDataError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of

_DENSITY = 11.34e3
"""Mass density of lead [kg/m^3], where neither it nor a material is given."""
_AT_SURFACE = {"sphere": 1.5, "cylinder": 1.0}
"""Largest field at the surface of a body that expels the field, over the applied one."""


class Gyromagnetic(Experiment):
    """A sphere, or a long cylinder along the field, that hangs on a torsion fibre along a field B0.

    The screening current has a magnetic moment M, and its carriers (q, m) the angular momentum (SI)::

        L = 2 m M/(g q),   M = -2 pi R^3 B0/mu_0 (sphere),   -pi R^2 B0/mu_0 per length (cylinder)

    with g = 1 for currents and 2 for spins (Gaussian: L = 2 m c M/(g q), M = -R^3 B0/2, -R^2 B0/4). Electrons go round
    along B0; the body takes the opposite. The current is computed by London's theory with its penetration depth.

    procedure=reversed or switched: the body is superconducting, and the field is reversed, or switched on and off, at
    every passage through zero. Faraday's field acts on the electrons of the surface and, equally and oppositely, on the
    ions: this is the torque on the body, and it explains all of L (its impulse on electrons is -n_s q int r A dV).

    procedure=cooled: the body is cooled in the field once, and swings. Faraday's field of the field that leaves drives
    electrons the wrong way, against B0, by n_s e B0 int r^2/2 dV less L, and ions the other way. Other forces must
    bring the electrons n_s e B0 int r^2/2 dV, which is minus the momentum q A of all of them before, and the lattice
    the opposite. The sum over both forces is the same -L for the body. Conventional theory: electrons condense into
    m v + q A = 0; the momentum goes over normal electrons and their collisions to the lattice. The text: the magnetic
    force on electrons that flow outward, and on normal carriers that flow back and hand it to the lattice. Both have
    the body turn against B0; it has not been measured.

    The fibre: I theta'' = -K theta - c theta' - dL/dt, followed exactly; its steady amplitude has a closed form.

    Validity: local electrodynamics; quasi-static fields; field switched in much less than a period.

    Raises:
        InputError: see `Experiment`; also a field above that at which the body expels it wholly: Bc of a cylinder,
            2 Bc/3 of a sphere; a radius of less than four penetration depths.
        MissingDataError: the material has no penetration depth or mass density (give one).

    Source: H34; I. K. Kikoin and S. W. Gubar, J. Phys. USSR 3, 333 (1940); R. H. Pry, A. L. Lathrop, W. V. Houston,
        Phys. Rev. 86, 905 (1952); R. Doll, Z. Phys. 153, 207 (1958).
    """

    name: ClassVar[str] = "gyromagnetic"
    summary: ClassVar[str] = "angular momentum of the screening current and recoil of the body on a fibre"
    dynamic: ClassVar[bool] = True

    shape: Literal["sphere", "cylinder"] = choice("sphere", "of the body; readings of a cylinder are per length")
    procedure: Literal["reversed", "switched", "cooled"] = choice(
        "reversed", "field reversed, or switched on and off, at each passage through zero; or cooled in the field once")
    radius: float = quantity("5 mm", "m", "R", above=0)
    field: float = quantity("30 mT", "T", "B0, far from the body", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    mass_density: float | None = quantity(None, "kg/m^3", "of the body, instead of the material's; lead's without "
                                          "either", above=0)
    factor: float = quantity(1.0, "", "g of the carriers: 1 for currents, 2 for spins", above=0)
    period: float = quantity("10 s", "s", "of the torsion pendulum", above=0)
    quality: float = quantity(100.0, "", "Q of the torsion pendulum", above=0.5)
    half_swings: int = pydantic.Field(default=60, description="half periods that are followed, 2 to 2000")

    def check(self) -> None:
        if not 2 <= self.half_swings <= 2000:
            raise InputError("half_swings", self.half_swings, "2 to 2000 half periods")
        if self.radius < 4 * self.depth():
            raise InputError("radius", f"{self.radius:g} m", f"at least 4 lambda, {4 * self.depth():g} m",
                             "A smaller body does not expel the field.")
        self.density()
        critical = self._critical_field()
        if critical is not None and self.field >= critical / _AT_SURFACE[self.shape]:
            raise InputError("field", f"{self.field:g} T", f"less than {critical / _AT_SURFACE[self.shape]:.3g} T, at "
                             f"which the surface of a {self.shape} has Bc", "Make it smaller.")

    def _critical_field(self) -> float | None:
        """Return Bc, in T; None where it is not known."""
        kelvin = temperature_of(self.material, self.temperature)
        try:
            return None if kelvin is None else material(self.material).critical_field(kelvin, self.model)
        except MissingDataError:
            return None

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def density(self) -> float:
        """Return the mass density, in kg/m^3."""
        if not self.material:
            return self.mass_density or _DENSITY
        return given_or_recorded("mass_density", self.mass_density,
                                 lambda: material(self.material).value("mass_density").value)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.gyromagnetic.readings import measured

        progress(0.0, "computing the current")
        return measured(self)
