"""chain-criterion: attraction of electron dipoles against their repulsion, for every metal of the tables."""

from __future__ import annotations

from math import degrees
from typing import ClassVar, Literal

import pydantic

from onnes.chains.arrangement import REPELLING_ANGLE
from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import given_or_recorded, material

DEFAULT_SPACING = 0.286e-9
"""Distance of neighbours where neither it nor a material is given: that of aluminium [m]."""


class ChainCriterion(Experiment):
    """The condition on which Sun's electron magnetic chains stand: |mean U_m| > U_e between neighbours::

        ratio = |mean U_m|/U_e = eta mu_0 eps_0 mu^2/(a^2 e^2)

    with the moment mu [J/T] of an electron, the distance a [m] of neighbours and the part eta of the time in which they
    couple (Z8-Z10). The text fixes neither mu nor eta; mu_B and 1 are the defaults. From the same two energies follow
    k Tc = |mean U_m| - U_e (Z16; negative: no transition at any temperature), mu Bc = |mean U_m| (Z17), and
    e Ec L = E_wave (Z18), for which the text gives neither L nor E_wave.

    Two changes of the text can be tried. *arrangement=dipole*: parallel moments at an angle to their line by the full
    dipole tensor, with a factor 3 cos^2(angle) - 1; head to tail, as in a chain, it is 2. *repulsion=screened*: U_e
    times exp(-a/l), with the Thomas-Fermi length l of the metal or one that is given.

    Validity: pairs of neighbours, point dipoles; screening is static and without Friedel oscillations.

    Raises:
        InputError: see `Experiment`; also an angle at which the moments repel, only one of wave_energy and wave_size, a
            screened repulsion without a length or a metal.
        MissingDataError: the material has no neighbour distance, or no density of electrons (give spacing,
            screening_length).

    Source: Z2, Z7-Z10, Z16-Z18, sections 3.1 and 3.3 of Sun.
    """

    name: ClassVar[str] = "chain-criterion"
    summary: ClassVar[str] = "attraction of electron dipoles against their repulsion, for every metal of the tables"
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    belonging: ClassVar[Belonging] = {"arrangement": {"dipole": ("angle",)},
                                      "repulsion": {"screened": ("screening_length",)}}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    spacing: float | None = quantity(None, "m", "distance a of neighbouring electrons, in place of that of the "
                                     "material's ions; 0.286 nm without either", above=0)
    moment: float = quantity("1 bohr_magneton", "J/T", "moment mu of an electron", above=0)
    eta: float = quantity(1.0, "", "part of the time in which the moments couple", above=0, at_most=1)
    arrangement: Literal["text", "dipole"] = choice("text", "factor of the attraction: 1, or by the dipole tensor")
    angle: float = quantity("0 deg", "rad", "angle between the moments and their line", at_least=0)
    repulsion: Literal["bare", "screened"] = choice("bare", "bare as in the text, or screened by the other electrons")
    screening_length: float | None = quantity(None, "m", "in place of the Thomas-Fermi length of the material", above=0)
    wave_energy: float | None = quantity(None, "J", "E_wave, binding energy of the standing wave", above=0)
    wave_size: float | None = quantity(None, "m", "L, size of the standing wave", above=0)

    def check(self) -> None:
        if self.arrangement == "dipole" and self.angle >= REPELLING_ANGLE:
            raise InputError("angle", f"{self.angle:g} rad", f"an angle below {degrees(REPELLING_ANGLE):.1f} degrees",
                             "Beyond it parallel moments repel each other, and nothing binds.")
        given = {"wave_energy": self.wave_energy, "wave_size": self.wave_size}
        missing = [name for name, value in given.items() if value is None]
        if len(missing) == 1:
            raise InputError(*next((name, value, f"{missing[0]} beside it", "Give both, or leave both out.")
                                   for name, value in given.items() if value is not None))
        self.distance()
        self.length()

    def distance(self) -> float:
        """Return a [m]."""
        if not self.material:
            return DEFAULT_SPACING if self.spacing is None else self.spacing
        return given_or_recorded("spacing", self.spacing, lambda: material(self.material).nearest_neighbour_distance)

    def length(self) -> float | None:
        """Return the screening length [m]; None with the bare repulsion."""
        from onnes.chains.screening import thomas_fermi_length

        if self.repulsion == "bare":
            return None
        if self.screening_length is None and not self.material:
            raise InputError("repulsion", self.repulsion, "a screening_length or a material beside repulsion=screened",
                             "Name a metal, or give the length.")
        return given_or_recorded("screening_length", self.screening_length,
                                 lambda: thomas_fermi_length(material(self.material).carrier_density))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.chain_criterion.readings import measured

        return measured(self)
