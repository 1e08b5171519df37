"""orbit-disc: thousands of orbits of radius 2 lambda whose currents add up to a layer at the surface."""

from __future__ import annotations

from typing import ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity, temperature_law
from onnes.materials import penetration_depth_of

_SIZE, _FEWEST, _MOST = 20.0, 500, 5_000_000
"""Radius of the disc in lambda where none is given; least number of orbits near the edge, and largest of all."""


class OrbitDisc(Experiment):
    """Orbits of radius a = 2 lambda_L, speed v_s = e lambda B_a/m, whose centres fill a disc of radius R (Fig. 8).

    Their currents are added up, for random centres and exactly. In the interior they cancel; what is left is a layer
    about the edge of the centres, x = r - R::

        j = (n_s e v_s/pi) sqrt(1 - c^2),  c = (r^2 + a^2 - R^2)/(2 r a),  -> x/a for R >> a
        B = B_a [1 - (area common to the disc and the circle of radius a round the point)/(pi a^2)]

    The current per length is B_a/mu_0 for any R >= a (Gaussian: c H/(4 pi)). The layer is 4 lambda wide, and pi lambda
    in the sense of total over largest; the text has lambda. Counted from the reach of the outermost orbits the field
    penetrates 2 lambda.

    London's theory in a cylinder of radius R has j = n_s e v_s I_1(r/lambda)/I_0(R/lambda), B = B_a I_0(r/lambda)/
    I_0(R/lambda): exponentials of width lambda, whose largest current is pi times that of the orbits.

    Validity: orbits of equal speed, long along the field, in equal numbers everywhere in the disc. The scatter is
    estimated from 50 groups of orbits.

    Raises:
        InputError: see `Experiment`; also a disc that is smaller than an orbit, too few orbits.
        MissingDataError: the material has no penetration depth (give one).

    Source: H27-H33, H42, Fig. 8 of Hirsch.
    """

    name: ClassVar[str] = "orbit-disc"
    summary: ClassVar[str] = "disc of orbits of radius 2 lambda: the layer that their currents sum to, beside London's"

    radius: float | None = quantity(None, "m", "R, of the disc of centres; 20 lambda if left out", above=0)
    orbits: int = pydantic.Field(default=50_000, description="number of orbits")
    seed: int = pydantic.Field(default=0, description="of the random centres")
    field: float = quantity("80 mT", "T", "applied field B_a", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)

    def check(self) -> None:
        least = int(_FEWEST * max(1.0, self.disc() / (4 * self.depth())))
        if not least <= self.orbits <= _MOST:
            raise InputError("orbits", self.orbits, f"a whole number from {least} to {_MOST} in a disc of this size")
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number, 0 or above")
        if self.disc() <= 2 * self.depth():
            raise InputError("radius", f"{self.disc():g} m", f"more than that of an orbit, {2 * self.depth():g} m",
                             "Make the disc larger.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def disc(self) -> float:
        """Return R, in m."""
        return self.radius or _SIZE * self.depth()

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.orbit_disc.readings import Instruments

        progress(0.0, "adding up the orbits")
        read = Instruments(self.disc(), self.depth(), self.field, self.orbits, self.seed)
        return Measurement(read.readings(), read.arrays())
