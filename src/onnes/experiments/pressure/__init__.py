"""pressure: Tc against pressure by chains of electron moments, beside measured slopes of the elements."""

from __future__ import annotations

from typing import Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, quantity
from onnes.materials import given_or_recorded, material

DEFAULTS = {"spacing": 0.286e-9, "critical_temperature": 1.175, "bulk_modulus": 76e9}
"""Values where neither they nor a material are given: those of aluminium."""
_QUANTITY = {"spacing": "nearest_neighbour_distance"}
"""Name in the tables of materials where it is not that of the input."""


class Pressure(Experiment):
    """Critical temperature of Sun's chains under pressure, which brings electrons closer::

        k Tc = |mean U_m| - U_e,   a(P) = a(0) exp(-P/(3K)),   dTc/dP = (2 U_e + 3 k Tc)/(3 k K)

    with the bulk modulus K. The text concludes that pressure raises Tc (3.3), and wherever Z16 gives a transition it
    does. Most elements do the opposite. The size is as telling as the sign: Tc of a few kelvin is the difference of two
    energies of several eV each, so that::

        d ln Tc/d ln V = -1 - 2 U_e/(3 k Tc)

    is -4e3 to -3e4, where measured values are of order 1 to 20, and mostly positive. Unless a moment is given, mu is
    the one with which Z16 gives the metal's Tc; it must be right to k Tc/(2 |mean U_m|).

    a, distance of neighbours [m]; U_e = e^2/(4 pi eps_0 a), |mean U_m| = eta (mu_0/4 pi) mu^2/a^3 [J].

    Validity: one bulk modulus, the same strain in all directions; pressures well below K.

    Raises:
        InputError: see `Experiment`; also a pressure above the bulk modulus.
        MissingDataError: the material lacks a neighbour distance, Tc or bulk modulus (give it).

    Source: Z10, Z16, section 3.3 of Sun; measured slopes: facts of the observables ``pressure_sign`` and,
    for Cd and Zn, ``pressure_of_vanishing_Tc``.
    """

    name: ClassVar[str] = "pressure"
    summary: ClassVar[str] = "Tc against pressure by chains of electron moments, beside measured slopes of the elements"
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    example: ClassVar[dict[str, Any]] = {"material": "Sn"}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    spacing: float | None = quantity(None, "m", "distance a of neighbouring electrons, in place of that of the "
                                     "material's ions; 0.286 nm without either", above=0)
    critical_temperature: float | None = quantity(None, "K", "Tc without pressure, in place of the material's; 1.175 K "
                                                  "without either", above=0)
    bulk_modulus: float | None = quantity(None, "Pa", "bulk modulus K, in place of the material's; 76 GPa without "
                                          "either", above=0)
    moment: float | None = quantity(None, "J/T", "moment mu of an electron; that of the Tc without pressure if left "
                                    "out", above=0)
    eta: float = quantity(1.0, "", "part of the time in which the moments couple", above=0, at_most=1)
    pressure: float = quantity("1 GPa", "Pa", "largest pressure", above=0)

    def check(self) -> None:
        for name in DEFAULTS:
            self.of_metal(name)
        if self.pressure > (modulus := self.of_metal("bulk_modulus")):
            raise InputError("pressure", f"{self.pressure:g} Pa", f"at most the bulk modulus, {modulus:g} Pa",
                             "Beyond it the modulus is not the same any more.")

    def of_metal(self, name: str) -> float:
        """Return spacing [m], critical_temperature [K] or bulk_modulus [Pa]: as given, or the material's."""
        given = getattr(self, name)
        if not self.material:
            return DEFAULTS[name] if given is None else given
        recorded = _QUANTITY.get(name, name)
        return given_or_recorded(name, given, lambda: material(self.material).value(recorded).value)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.pressure.readings import measured

        return measured(self)
