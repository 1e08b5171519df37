"""wire: field and current density inside a current-carrying wire, and the fields that probes in it read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.errors import InputError, MissingDataError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import material, penetration_depth_of, temperature_of
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.problems.screening.wire import CarriedCurrent

CELLS = 40
"""Cells per penetration depth at the surface."""

THEORIES = {"conventional": "london", "chain": "linear"}
"""Theory -> its law of the current."""

_HOLES = {"r1": 0.5, "r2": 0.707, "r3": 1.0}


class Wire(Experiment):
    """A long round wire carries a current I; probes in three holes read B at R1, R2, R3.

    Under ``law=london`` the current flows within lambda of the surface; it is computed and compared with its Bessel
    functions. ``uniform`` is a normal metal, ``linear`` (J ~ r, B ~ r^2) the prediction of Sun's chains. All three are
    drawn; the readings are those of the chosen one.

    With r from the axis and R the radius [m], I the current [A] and Bs = mu_0 I/(2 pi R): ``B = Bs r/R`` (uniform),
    ``Bs I1(r/lambda)/I1(R/lambda)`` (london), ``Bs (r/R)^2`` (linear).

    Validity: currents below Silsbee's 2 pi R Bc/mu_0; above it a warning says so.

    Raises:
        InputError: see `Experiment`; also probes outside the wire or out of order, T above Tc, a theory with the law of
            another.
        MissingDataError: the material's depth is not in the tables (give it as an input).

    Source: W38-W40; section 5 of Sun; F. B. Silsbee, J. Wash. Acad. Sci. 6, 597 (1916).
    """

    name: ClassVar[str] = "wire"
    summary: ClassVar[str] = "field and current density inside a current-carrying wire under three laws"
    theories: ClassVar[tuple[str, ...]] = tuple(THEORIES)
    example: ClassVar[dict[str, Any]] = {"law": "linear"}

    theory: str = pydantic.Field(default="", description="theory whose law is used; empty for none")
    law: Literal["uniform", "london", "linear"] = choice("london", "law of the current density")
    radius: float = quantity("10 mm", "m", "radius R of the wire", at_least=1e-9, at_most=10)
    current: float = quantity("100 A", "A", "total current I", above=0)
    r1: float | None = quantity(None, "m", "distance of the first probe from the axis; R/2 if left out", above=0)
    r2: float | None = quantity(None, "m", "of the second; 0.707 R if left out", above=0)
    r3: float | None = quantity(None, "m", "of the third; R if left out", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with the law of the theory that was named."""
        theory = inputs.get("theory")
        return ({"law": THEORIES[theory]} if theory else {}) | inputs

    def check(self) -> None:
        if self.theory and THEORIES[self.theory] != self.law:
            expected = " or ".join(f"{theory} (law={law})" for theory, law in THEORIES.items())
            raise InputError("theory", self.theory, expected, "Choose the law, and leave the theory out if in doubt.")
        r1, r2, r3 = self._holes()
        if not r1 < r2 < r3 <= self.radius * (1 + 1e-12):
            raise InputError("r1, r2, r3", f"{r1:g} m, {r2:g} m, {r3:g} m", "R1 < R2 < R3, none outside the wire of "
                             f"{self.radius:g} m", "Place the probes inside, or leave them out.")
        self.depth()

    def _holes(self) -> tuple[float, float, float]:
        r1, r2, r3 = (share * self.radius if (given := getattr(self, name)) is None else given
                      for name, share in _HOLES.items())
        return r1, r2, r3

    def depth(self) -> float:
        """Return lambda [m]."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.numerics.grading import graded_to_surface
        from onnes.problems.screening.wire import london_wire

        depth = self.depth()
        nodes = graded_to_surface(self.radius, depth, depth / CELLS)
        progress(0.0, "London's current")
        computed = [london_wire(x, self.current, depth) for x in (nodes, nodes[::2])]
        readings = {**self._field_readings(computed), **self._ratios(), **self._silsbee()}
        return Measurement(readings, self._arrays(computed[0]), warnings=self._warnings())

    def _field_readings(self, computed: list[CarriedCurrent]) -> dict[str, Reading]:
        from onnes.problems.screening.wire import WIRE_LAWS, surface_field

        if self.law != "london":
            total = self._integral(WIRE_LAWS[self.law].density)
            at_surface = surface_field(self.radius, self.current)
            return {"surface_field": Reading(at_surface, "T", None, "field at the surface"),
                    "current": Reading(total, "A", abs(total - self.current), "integral of the current density")}
        fine, coarse = computed
        depth = self.depth()
        exact = WIRE_LAWS["london"].field(fine.r, self.radius, self.current, depth)
        error = float(np.max(np.abs(fine.field - exact))) / surface_field(self.radius, self.current)
        return {
            "surface_field": Reading(fine.surface_field, "T", abs(fine.surface_field - coarse.surface_field) / 3,
                                     "field at the surface"),
            "current": Reading(fine.current, "A", abs(fine.current - self.current),
                               "sum of the computed currents; uncertainty: difference to the current put in"),
            "departure_from_bessel": Reading(error, "", None, "largest |B - Bs I1(r/lambda)/I1(R/lambda)| over Bs"),
            "penetration_depth": Reading(depth, "m", None, "lambda that was put in"),
        }

    def _integral(self, density) -> float:
        """Return int J 2 pi r dr, exact for polynomials of the uniform and the linear law."""
        nodes, weights = np.polynomial.legendre.leggauss(4)
        r = 0.5 * self.radius * (nodes + 1)
        return float(np.sum(0.5 * self.radius * weights * 2 * np.pi * r * density(r, self.radius, self.current, 1.0)))

    def _ratios(self) -> dict[str, Reading]:
        """Return B(R2)/B(R1) and B(R3)/B(R1), with their logarithms, which do not overflow."""
        from onnes.problems.screening.wire import WIRE_LAWS

        depth = self.depth()
        log = [WIRE_LAWS[self.law].log_field(r, self.radius, depth) / math.log(10) for r in self._holes()]
        out = {}
        for number in (2, 3):
            power = log[number - 1] - log[0]
            ratio = 10**power if power < 300 else None
            beyond = "" if ratio else "; no value: it overflows, the field at R1 is too small to measure"
            out[f"field_ratio_{number}_1"] = Reading(ratio, "", None, f"B(R{number})/B(R1){beyond}")
            out[f"log10_field_ratio_{number}_1"] = Reading(power, "", None, f"decimal logarithm of B(R{number})/B(R1)")
        return out

    def _silsbee(self) -> dict[str, Reading]:
        """Return Silsbee's current of the material's own Bc; impurities that lengthen lambda do not change Bc."""
        field, kelvin = self._critical_field(), temperature_of(self.material, self.temperature)
        if field is None:
            return {}
        critical = 2 * math.pi * self.radius * field / VACUUM_PERMEABILITY
        return {"silsbee_current": Reading(critical, "A", None, "2 pi R Bc/mu_0: its surface field is Bc"),
                "silsbee_ratio": Reading(self.current / critical, "", None, "current over Silsbee's"),
                "critical_field": Reading(field, "T", None, "thermodynamic critical field Bc"),
                "temperature": Reading(kelvin, "K", None, "temperature of the wire")}

    def _critical_field(self) -> float | None:
        """Return Bc of the material at the temperature [T]; None where it is not in the tables."""
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return None
        try:
            return material(self.material).critical_field(kelvin, self.model)
        except MissingDataError:
            return None

    def _warnings(self) -> tuple[str, ...]:
        silsbee = self._silsbee()
        ratio = silsbee["silsbee_ratio"].value if silsbee else 0.0
        if self.law == "uniform" or not isinstance(ratio, float) or ratio <= 1:
            return ()
        return (f"The current is {ratio:.3g} times Silsbee's: the surface field exceeds Bc, and {self.material} is not "
                "superconducting throughout. These profiles hold below it.",)

    def _arrays(self, computed: CarriedCurrent) -> dict[str, Array]:
        """Return B and J of the three laws over r; London's as computed."""
        from onnes.problems.screening.wire import WIRE_LAWS

        depth = self.depth()
        arrays = {"r": Array(computed.r, ("r",), "m", "distance from the axis"),
                  "probe": Array(np.array(self._holes()), ("probe",), "m", "distance of the probe from the axis")}
        for name, law in WIRE_LAWS.items():
            field, density = (computed.field, computed.density) if name == "london" else (
                each(computed.r, self.radius, self.current, depth) for each in (law.field, law.density))
            arrays[f"field_{name}"] = Array(field, ("r",), "T", f"magnetic field, {name}")
            arrays[f"current_density_{name}"] = Array(density, ("r",), "A/m^2", f"current density, {name}")
        return arrays
