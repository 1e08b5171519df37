"""vorticity: carriers of a perfect conductor flow out of a cylinder and take the vorticity of the field along."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.carriers.radial_flow import Flow, PowerFlow, SourceFlow
from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import penetration_depth_of
from onnes.units.constants import SPEED_OF_LIGHT

MOST_VOLUMES = 40.0
"""Largest outflow, in volumes of the body."""
_RADIUS, _CORE, _TRAVEL = 10.0, 0.1, 0.6
"""Radius [lambda], core [R], and path at the surface [R], where they are not given."""
_LEAST_CORE = 0.02


class Vorticity(Experiment):
    """A cylinder of carriers without friction, first at rest in a uniform field B_a; then they flow outwards.

    Without friction the generalised vorticity w along the axis is carried by the fluid (SI; Gaussian q/(m c) for q/m)::

        w = curl v + (q/m) B,   d_t w = -(1/r) d_r(r w v_r),   w(t = 0) = w_0 = (q/m) B_a
        w_0 = (2/R) int w(R, t) v_r(R, t) dt  if all of it has left
        B - (1/r) d_r[r lambda^2 d_r B] = (m/q) w,   B(R) = B_a,   lambda^2 = m/(mu_0 n q^2)

    Without flow w and the field stay for ever. London's equation is w = 0. The flow v_r(r, t) is given: ``source``,
    carriers that come from a core and flow out as 1/r, or ``power``, v_r = V (r/R)^k. So is where carriers come from:

    replaced    normal carriers flow back and condense with the velocity that the fluid has there; n stays n_0
    leaving     nothing replaces them. n obeys the same equation as w, so n/n_0 = w/w_0 at every place and time

    What drives the flow is no part of the text's equations. Its work, and the angular momentum that comes with it, are
    the entries ``flow`` of the ledgers. Conventional theory's answer stands beside: carriers that condense with w = 0
    and do not flow, the field of London's equation.

    Validity: a long cylinder; v_theta far below c; outward flow.

    Raises:
        InputError: see `Experiment`; also an exponent or a core that the flow does not have, an outflow of more than 40
            volumes of the body, a core outside R/50 to R, cells outside 20 to 1000.
        MissingDataError: the material has no penetration depth (give one).

    Source: H10-H16.
    """

    name: ClassVar[str] = "vorticity"
    summary: ClassVar[str] = "perfect conductor whose carriers flow out of a cylinder: vorticity, field, what must flow"
    belonging: ClassVar[Belonging] = {"flow": {"power": ("exponent",), "source": ("core",)}}
    dynamic: ClassVar[bool] = True

    field: float = quantity("30 mT", "T", "B_a, applied along the axis", above=0)
    radius: float | None = quantity(None, "m", "R; 10 lambda if left out", above=0)
    speed: float = quantity("1 m/s", "m/s", "V, v_r at the surface", at_least=0, at_most=0.01 * SPEED_OF_LIGHT)
    duration: float | None = quantity(None, "s", "0.6 R/V if left out; 1 s without flow", above=0)
    flow: Literal["source", "power"] = choice("source", "from a core and then as 1/r, or v_r = V (r/R)^k")
    exponent: float = quantity(1.0, "", "k of flow=power; 1 is a uniform expansion", at_least=1, at_most=20)
    core: float | None = quantity(None, "m", "radius of the core of flow=source; R/10 if left out", above=0)
    course: Literal["steady", "pulse"] = choice("steady", "V at all times, or V (1 - cos(2 pi t/duration))")
    supply: Literal["replaced", "leaving"] = choice("replaced", "whether normal carriers replace those that leave")
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda at the start, in place of the material's; 50 nm "
                                               "without either", above=0)
    cells: int = pydantic.Field(default=150, description="cells along the radius, 20 to 1000")

    def check(self) -> None:
        self.depth()
        if not 20 <= self.cells <= 1000:
            raise InputError("cells", self.cells, "20 to 1000 cells")
        if 2 * self.travel() > MOST_VOLUMES:
            raise InputError("duration", f"{self.time():g} s", f"an outflow of at most {MOST_VOLUMES:g} volumes of the "
                             "body, 2 V t/R", f"At most {MOST_VOLUMES / 2 * self.size() / self.speed:g} s here.")
        if self.core is not None and not _LEAST_CORE <= self.core / self.size() <= 1:
            raise InputError("core", f"{self.core:g} m", f"{_LEAST_CORE * self.size():g} to {self.size():g} m")

    def depth(self) -> float:
        """Return lambda at the start, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def size(self) -> float:
        """Return R, in m."""
        return self.radius or _RADIUS * self.depth()

    def time(self) -> float:
        """Return the duration, in s."""
        return self.duration or (_TRAVEL * self.size() / self.speed if self.speed else 1.0)

    def travel(self) -> float:
        """Return V times the duration, in R."""
        return self.speed * self.time() / self.size()

    def radial_flow(self) -> Flow:
        """Return the flow, in units of R and V."""
        if self.flow == "power":
            return PowerFlow(self.exponent)
        return SourceFlow(_CORE if self.core is None else self.core / self.size())

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.vorticity.readings import Instruments

        progress(0.0, "carrying the vorticity")
        read = Instruments(self.radial_flow(), self.course == "pulse", self.supply == "leaving", self.travel(),
                           self.cells, self.size(), self.depth(), self.field, self.time())
        return Measurement(read.readings(), read.arrays())
