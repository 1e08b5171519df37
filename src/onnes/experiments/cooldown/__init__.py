"""cooldown: flux that stays in a bulk metal with pins when a cold front sweeps through it, and its microwave loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity

if TYPE_CHECKING:
    from onnes.problems.cooldown import Metal, Pins, Scaled

CELLS = 100
"""Cells of the simulated window; the uncertainty of the trapped fraction is the difference from half of them."""
SLOWEST = 0.05
"""Least drag group that is simulated: a front with a smaller one is slow, and the trapped fraction that of the law."""


class Cooldown(Experiment):
    """A niobium wall, threaded by flux, is cooled through Tc: how much flux stays, and what does it cost?

    With tau = 1 - T/Tc, Bc1 = b1 tau, Bc2 = b2 tau and a gradient dT/dx, the mixed state behind the isotherm Tc is
    (Tc/|dT/dx|) B (1/b1 - 1/b2) thick. A line of energy epsilon = Phi_0 Bc1/mu_0 feels the thermal force
    -(d epsilon/dT) dT/dx towards the warm side. Two things hold it back: places of lower Tc, which are left behind as
    normal islands where their depth exceeds r |dT/dx| (`onnes.problems.cooldown.pins`), and pins that the mixed state
    sweeps over, where their force exceeds the thermal one (`onnes.problems.cooldown.slow_front` in closed form,
    `onnes.problems.cooldown.sweep` in time). Of few and strong pins the swept part is proportional to the inverse
    gradient (Kubo's law).

    The surface resistance is that of lines that the microwaves shake (loss=flexible) or of normal cores at rest
    (loss=static).

    Validity: near Tc; columns along the lines; a wall so thin that the flux ahead of the front spreads freely; no
    thermocurrents. Where the mixed state is thinner than (xi(0)^2 Tc/|dT/dx|)^(1/3) the local critical fields have no
    meaning, and a warning says so.

    Raises:
        InputError: see `Experiment`; also a metal of type I, a bath that is not below Tc, a field above Bc2 of the
            bath, no gradient under a front, a cooling rate under a front or a speed without one.
        MissingDataError: a material without Bc(0), kappa or a resistivity.

    Source: T. Kubo, Prog. Theor. Exp. Phys. 2016, 053G01, arXiv:1601.02118; A. Romanenko et al., Appl. Phys. Lett. 105,
        234103 (2014), arXiv:1410.7877; S. Posen et al., J. Appl. Phys. 119, 213903 (2016); A. Gurevich, G. Ciovati,
        Phys. Rev. B 87, 054502 (2013).
    """

    name: ClassVar[str] = "cooldown"
    summary: ClassVar[str] = "cavities: flux trapped by a cold front in bulk metal, and its residual resistance"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"gradient": "2 K/m", "field": "10 uT"}
    belonging: ClassVar[Belonging] = {"cooling": {"front": ("gradient", "front_speed"), "uniform": ("cooling_rate",)}}

    material: str = pydantic.Field(default="Nb", description="name of the metal")
    cooling: Literal["front", "uniform"] = choice("front", "a cold front, or everywhere alike")
    field: float = quantity("1 uT", "T", "ambient field through the wall (1 uT = 10 mG)", above=0)
    gradient: float = quantity("10 K/m", "K/m", "temperature gradient at the front (10 K/m = 0.1 K/cm)", at_least=0)
    front_speed: float | None = quantity(None, "m/s", "speed of the front; 1 mm/s if left out", above=0)
    cooling_rate: float | None = quantity(None, "K/s", "fall of T with cooling=uniform; 0.1 K/s if left out", above=0)
    pin_density: float = quantity("1e8 1/m^2", "1/m^2", "pins per area of wall", at_least=0)
    pin_radius: float = quantity("30 um", "m", "radius of a pin", above=0)
    pin_depth: float = quantity("0.5 mK", "K", "by how much Tc is lower in a pin, on average", at_least=0)
    critical_current: float | None = quantity(None, "A/m^2", "mean Jc/(1 - T/Tc)^(3/2) of pins, in place of the force "
                                              "of normal columns", at_least=0)
    kappa: float | None = quantity(None, "", "lambda/xi at Tc, in place of the material's", above=0)
    residual_resistance_ratio: float = quantity("300", "", "purity: resistance at 273 K over that above Tc",
                                                at_least=1)
    temperature: float = quantity("2 K", "K", "bath, at which the cavity works", above=0)
    frequency: float = quantity("1.3 GHz", "Hz", "of the cavity", above=0)
    loss: Literal["flexible", "static"] = choice("flexible", "lines that bend, or normal cores at rest")
    mean_free_path: float | None = quantity(None, "m", "of electrons at the surface; that of the residual resistance "
                                            "ratio if left out", above=0)
    area: float = quantity("0.1 m^2", "m^2", "of the wall, for the number of flux quanta", above=0)

    def check(self) -> None:
        from onnes.experiments.cooldown.refusals import refuse_contradictions, refuse_impossible

        refuse_contradictions(self)
        refuse_impossible(self, self.metal())

    def metal(self) -> Metal:
        """Return the metal near its Tc."""
        from onnes.problems.cooldown import metal_of

        if not self.material:
            raise InputError("material", self.material, "the name of a metal", "For example material=Nb.")
        return metal_of(self.material, self.residual_resistance_ratio, self.kappa)

    def pins(self) -> Pins:
        """Return the pins."""
        from onnes.problems.cooldown import Pins

        return Pins(self.pin_density, self.pin_radius, self.pin_depth, self.critical_current)

    @property
    def speed(self) -> float:
        """Speed of the front [m/s]."""
        return self.front_speed or 1e-3

    @property
    def rate(self) -> float:
        """-dT/dt at a place [K/s]."""
        return (self.cooling_rate or 0.1) if self.cooling == "uniform" else self.speed * self.gradient

    @property
    def width(self) -> float:
        """Length over which a sample that is cooled everywhere alike is followed [m]: the side of its area."""
        return self.area**0.5

    def groups(self) -> Scaled:
        """Return the dimensionless groups."""
        from onnes.problems.cooldown import Scaled

        metal, pins = self.metal(), self.pins()
        if self.cooling == "uniform":
            return Scaled.everywhere(metal, self.field, self.width, self.rate, pins)
        return Scaled.behind_front(metal, self.field, self.gradient, self.speed, pins)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.cooldown.readings import Instruments

        read = Instruments(self, progress)
        return Measurement(read.readings(), read.arrays(), read.sweep.status, read.warnings())
