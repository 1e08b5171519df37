"""estimate: Weisskopf's chain of estimates for one metal and for all elements, beside measured values."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity


class Estimate(Experiment):
    """Tc, gap, depth and critical field of a metal from the distance d and the mass M of its ions.

    Readings: every quantity of the chain, ``<quantity>``; the value it is compared with, ``<quantity>_measured``; and
    ``<quantity>_over_measured``. The meaning of a value that is no direct measurement (a calculation from normal-state
    data, or the text's own relation with measured numbers put in) says so. Arrays: the same for every element that has
    d and M in the tables.

    | constants | a, b | s, kappa | xi |
    |---|---|---|---|
    | text | 3.1, 8 | 1, 1 | 1 |
    | tube | of the metal's v_F and theta_D | simulated, mean of all paths | 2b/(s kappa a^2) |

    Slips corrected: W25 is gamma e_A/beta where the text prints beta gamma e_A; W28; W33 has 1/(4 pi) under its root,
    without which 27.6 nm becomes 97.9 nm at d = 3 A (``penetration_depth_as_printed``); the Rydberg wavelength of its
    footnote, which is not 137 but 2 137 Bohr radii long (``rydberg_over_bohr``).

    Validity: orders of magnitude; ions of charge 1, one free electron per d^3, T = 0. gamma is an exponential of a
    number of order one times 2 pi e_F/e_A = 30/f. With the text's constants Tc is mostly within a decade of the
    measured one, but the metals are not in the right order; with those of a simulated tube the exponent is too large
    in most metals.

    Raises:
        InputError: see `Experiment`; a material that is no element.
        MissingDataError: a material without lattice distance or atomic mass.

    Source: W1-W7, W21-W28, W33, W41-W43.
    """

    name: ClassVar[str] = "estimate"
    summary: ClassVar[str] = "Weisskopf's chain of estimates for one metal and all, beside measured values"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    example: ClassVar[dict[str, Any]] = {"material": "Pb"}

    theory: str = pydantic.Field(default="pair", description="theory whose chain this is")
    material: str = pydantic.Field(default="Al", description="name of the element")
    distance: Literal["neighbour", "volume"] = choice(
        "neighbour", "which d: of nearest neighbours, or cube root of the volume per atom")
    constants: Literal["text", "tube"] = choice("text", "constants of order one: the text's, or a simulated tube's")
    xi: float | None = quantity(None, "", "constant in the exponent of gamma, instead of the one that follows",
                               at_least=0.1, at_most=10)

    def check(self) -> None:
        from onnes.materials import material
        from onnes.problems.ion_lattice import ion_lattice

        if not self.material:
            raise InputError("material", self.material, "the name of an element", "For example material=Al.")
        chosen = material(self.material)
        if chosen.family != "element":
            raise InputError("material", self.material, "an element",
                             "The text's lattice has one kind of ion at one distance.")
        ion_lattice(chosen, self.distance)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.estimate.run import measure

        return measure(self.material, self.distance, self.constants, self.xi, progress)
