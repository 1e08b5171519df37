"""orbit: a carrier on an orbit that grows in a field, by any law, with and without the field of the others."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import material, penetration_depth_of

_LEAST_GROWTH, _MOST_DEPTHS = 1.001, 1000
"""Least growth of the radius, and its largest value in lambda: beyond them rounding shows in the ledgers."""


class Orbit(Experiment):
    """An electron whose orbit grows from r_0 to 2 lambda_L in the field B along z.

    The law of growth r(t) is given; the azimuthal velocity follows by integration of::

        m (v' + r' v/r) = -q r' B - (q r/2) B'

    that is, the Lorentz force of the radial motion and Faraday's force where B changes. With others=ignored B is the
    applied field B_a, as the text has it. With others=felt all carriers grow alike, and B = B_a + mu_0 n_s q r v/2.
    Both conserve m r v + q r^2 B/2, so the end does not depend on the law of growth::

        v = -(q B_a/2m) (r - r_0^2/r),  over (1 + r^2/4 lambda^2) if the others are felt

    SI; in Gaussian units B/c stands for B, 4 pi/c for mu_0. r_0 is left out if the orbit starts with Larmor's speed
    -(q r_0/2m) B in place of rest. At r = 2 lambda v is the Meissner current's speed v_s, or half of it.

    r_0 = 1/k_F is the radius at which Larmor's susceptibility is Landau's -(1/3) mu_0 mu_B^2 g(e_F); the text prints
    mu_B for mu_B^2. k_F belongs to the material's valence electrons, or to n_s = m/(mu_0 e^2 lambda^2) without them.

    Energy, per volume of n_s carriers: the force that drives them outwards works against the magnetic force. Where the
    others are felt that pays the kinetic energy and (B - B_a)^2/(2 mu_0), which the field takes beyond what the magnet
    gives. Where they are ignored it pays the kinetic energy only, and the field's is the reading `unpaid_energy`.

    London's theory reaches v_s at the surface and B = 0 inside from the same canonical momentum, zero everywhere: its
    condensate has no largest orbit. Without the field of the others on an orbit, 2 lambda is enough.

    Validity: mean field; a uniform field over the orbit; B and r' far below what makes v relativistic.

    Raises:
        InputError: see `Experiment`; also an orbit that does not grow, or to more than 1000 lambda.
        MissingDataError: the material has no penetration depth (give one).

    Source: H31-H35, H44-H51, Figs 7 and 9 of Hirsch.
    """

    name: ClassVar[str] = "orbit"
    summary: ClassVar[str] = "orbit that grows in a field: speed, who pays for momentum and energy, Landau and Larmor"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"law": "oscillating"}

    law: Literal["linear", "exponential", "accelerating", "decelerating", "oscillating"] = choice(
        "linear", "how the radius grows; the others are run beside it")
    others: Literal["ignored", "felt"] = choice("ignored", "whether the field of the other orbits acts on an orbit")
    start: Literal["rest", "larmor"] = choice("rest", "azimuthal speed at r_0: none, or Larmor's")
    field: float = quantity("80 mT", "T", "applied field B_a", above=0)
    duration: float = quantity("5 ns", "s", "time of the growth", above=0)
    radius: float | None = quantity(None, "m", "radius at the end; 2 lambda if left out", above=0)
    start_radius: float | None = quantity(None, "m", "r_0; 1/k_F if left out", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)

    def check(self) -> None:
        if self.first_radius() * _LEAST_GROWTH > self.last_radius():
            raise InputError("start_radius" if self.start_radius else "radius", f"r_0 = {self.first_radius():g} m",
                             f"less than the radius at the end, {self.last_radius():g} m, by 0.1 %",
                             "Let the orbit grow: make r_0 smaller, or the end larger.")
        if self.last_radius() > _MOST_DEPTHS * self.depth():
            raise InputError("radius", f"{self.last_radius():g} m", f"at most {_MOST_DEPTHS} lambda, "
                             f"{_MOST_DEPTHS * self.depth():g} m", "Make it smaller.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def normal_density(self) -> float:
        """Return the density of the electrons that k_F belongs to, in 1/m^3."""
        from onnes.carriers.london_depth import superfluid_density

        if self.material and material(self.material).has("carrier_density"):
            return material(self.material).carrier_density
        return superfluid_density(self.depth())

    def first_radius(self) -> float:
        """Return r_0, in m."""
        from onnes.carriers.larmor import fermi_wave_number

        return self.start_radius or 1 / fermi_wave_number(self.normal_density())

    def last_radius(self) -> float:
        """Return the radius at the end, in m."""
        from onnes.carriers.orbits import orbit_radius

        return self.radius or orbit_radius(self.depth())

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.orbit.readings import Instruments

        read = Instruments(self)
        return Measurement(read.readings(), read.arrays())
