"""figure-eight: a current loop in the shape of an 8, its moments, its field, and its energy beside another one."""

from __future__ import annotations

from math import pi
from typing import Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.chains.figure_eight import FigureEight, stretched_along
from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity

AXES = {"length": 0, "breadth": 1, "axis": 2}
"""Direction of the field -> axis of the 8: x, y, z."""
NEAREST, FARTHEST = 1.02, 1000.0
"""Smallest distance of two 8s over that at which they touch; largest distance over R."""


class FigureEightLoop(Experiment):
    """An 8 of current: two lobes with opposite moments mu along z, side by side along x.

    With I the current [A], A the area of a lobe [m^2], R half of its length [m], mu = I A [J/T]::

        B = (mu_0 I/4 pi) int dl x r/r^3,    m = (I/2) int r x dl,    M = I int x dS

    m is zero of equal lobes, M = 2 mu R of two circles. So the far field falls as r^-4, not as the r^-3 of a dipole.
    Equal and opposite moments stay so however the 8 is stretched: in a uniform field it has no energy -m . B, by which
    it could be turned. A net moment needs unequal lobes, of sizes R (1 + delta) and R (1 - delta); the text gives
    neither delta nor the stretch s, both are inputs. The stretch elongates by s along the field and compresses by
    1/sqrt(s) across it; the current is held.

    A second 8 stands a distance a away: *row*, along x, "edges mutually fitted", unlike lobes beside each other;
    *abreast*, along y and turned, unlike lobes beside each other; *stack*, along z, like lobes head to tail. Equal
    lobes attract in all three, with

        U = -(mu_0/4 pi) I^2 int int dl_1 . dl_2/r_12

    beside the text's -(mu_0/4 pi) mu^2/a^3 for the moment mu of one lobe. Unlike lobes side by side have just that, at
    their own distance; but each 8 also has the other lobe, and for a >> R the sum is smaller by (R/a)^2: in a row,
    -48 (R/a)^2 (mu_0/4 pi) mu^2/a^3.

    Validity: thin wire; currents held as in two permanent moments. The text says neither where the charge is nor what
    current runs; R is free.

    Raises:
        InputError: see `Experiment`; also 8s that overlap or are more than 1000 R apart.

    Source: Z0, Z7 and sections 2.1-2.3 of Sun.
    """

    name: ClassVar[str] = "figure-eight"
    summary: ClassVar[str] = "current loop in the shape of an 8: no dipole, far field r^-4, energy of a pair"
    uses_material: ClassVar[bool] = False
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    example: ClassVar[dict[str, Any]] = {"stretch": 1.5}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    shape: Literal["circles", "lemniscate"] = choice("circles", "two circles that touch, or Bernoulli's lemniscate")
    radius: float = quantity("10 pm", "m", "R, half of the length of a lobe", above=0)
    lobe_moment: float = quantity("9.2740100657e-24 J/T", "J/T", "mu of a lobe before it is stretched; Bohr's magneton",
                                  above=0)
    stretch: float = quantity(1.0, "", "factor s of the length along the field", at_least=0.1, at_most=10)
    field_along: Literal["axis", "length", "breadth"] = choice(
        "axis", "direction of the field: of the moments (z), along the 8 (x), across it (y)")
    asymmetry: float = quantity(0.0, "", "delta: the lobes have the sizes R (1 +- delta)", above=-1, below=1)
    field: float = quantity("1 T", "T", "applied field", at_least=0)
    spacing: float = quantity("2.86 angstrom", "m", "distance a of the second 8", above=0)
    arrangement: Literal["row", "abreast", "stack"] = choice("row", "where the second 8 stands: along x, y (turned), z")

    def check(self) -> None:
        if not (least := NEAREST * self.touching) <= self.spacing <= FARTHEST * self.radius:
            raise InputError("spacing", f"{self.spacing:g} m", f"from {least:g} m, where the two 8s would touch, to "
                             f"{FARTHEST:g} R = {FARTHEST * self.radius:g} m, where their energy is lost in rounding")

    @property
    def eight(self) -> FigureEight:
        """The 8, stretched."""
        factors = stretched_along(AXES[self.field_along], self.stretch)
        return FigureEight(self.shape, self.radius, self.asymmetry, factors)

    @property
    def touching(self) -> float:
        """Distance at which the two 8s touch, m; flat ones in a stack are held at least R/2 apart."""
        eight = self.eight
        return {"row": eight.length, "abreast": eight.breadth, "stack": 0.5 * self.radius}[self.arrangement]

    @property
    def current(self) -> float:
        """I = mu/A, in A."""
        return self.lobe_moment / (self.radius**2 * {"circles": pi, "lemniscate": 2.0}[self.shape])

    def pair_energy(self, spacing: float) -> float:
        """Return U at a distance a (m), in J."""
        shift = spacing * np.eye(3)[{"row": 0, "abreast": 1, "stack": 2}[self.arrangement]]
        return self.current**2 * self.eight.pair_energy(shift, turned=self.arrangement == "abreast")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.figure_eight.readings import arrays, readings

        return Measurement(readings(self), arrays(self))
