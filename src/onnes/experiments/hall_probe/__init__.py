"""hall-probe: field in the holes of a current-carrying cylinder, and what it tells of the law of the current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of
from onnes.problems.hall_probe import LEAST_DEPTH
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.problems.hall_probe.instrument import Probe
    from onnes.problems.hall_probe.laws import RoundWire

THEORIES = {"conventional": "london", "chain": "chain"}
"""Theory -> law of the current that it has."""
_FIRST, _SECOND = 0.5, 0.707
"""Distances of the holes from the axis over the radius, where they are not given."""
_CRITICAL_FIELD = 30e-3
"""Bc where neither it nor a material is given [T]."""
_SMALLEST_NOISE = 1e-6
"""Noise of a reading over the largest of the lasting errors: below it, rounding would count."""
_LARGEST_PART = 0.2
"""Size of the probe, and diameter of a hole, over the radius."""
_MOST_READINGS = 20_000
_LEAST_SHARE = 1e-6
"""Smallest largest current over the critical one."""
_LARGEST_FIELD = 100.0
"""At the surface [T]."""


class HallProbe(Experiment):
    """A Hall probe reads the field round a current in two holes and on the surface of a cylinder: which law is it?

    The experiment that section 5 of Sun's text proposes, with the errors of an instrument. Currents from
    ``smallest_current`` to ``largest_current`` (evenly in their logarithm) flow one after the other, ``repeats`` times
    in both directions; at each the probe reads B in hole 1, hole 2 and on the surface. With Bs = mu_0 I/(2 pi R) and
    x = r/R:

    - ``chain``: J = A r, B = Bs x^2, ratios (R2/R1)^2 and (R3/R1)^2.
    - ``uniform``: B = Bs x, ratios R2/R1 and R3/R1.
    - ``london``: all current within lambda of the surface; B = 0 in both holes.
    - ``critical_state``: |J| = Jc from the surface to a front at R sqrt(1 - I/Ic), Ic = pi R^2 Jc; uniform from Ic
      on.
    - ``intermediate``: B = Bc in a core, a metal of type I above Silsbee's 2 pi R Bc/mu_0; London's law below it.

    A reading in place j is ``s (1 + g) [f_j + d_j f_j' + h H_j + c C_j] + o_j + noise``: direction s, gain error g,
    error d_j of the position, offset o_j, error h of the correction H_j for the current that the hole diverts, error c
    of Jc and Bc, in which C_j = f_j - I df_j/dI. Given their standard deviations, ln p(readings | law) follows with
    all of them integrated out, exactly as far as f_j is linear in them, and the probability of each law from equal
    ones before. A law counts as rejected at 5 sigma.

    R radius, r distance from the axis [m]; I current [A]; B [T]; J density of the current [A/m^2].

    Validity: a long straight cylinder at rest; holes narrow beside their depth; a hole's correction is that of a
    conductor whose current has no curl, an estimate for the others. The probe stays at one temperature.

    Raises:
        InputError: see `Experiment`; also a hole outside of the wire, a probe that does not fit into its hole, noise so
            small beside the lasting errors that rounding would count, a largest current below a millionth of the
            critical one.
        MissingDataError: the material lacks a penetration depth or a critical field (give them).

    Source: Z, section 5; C. P. Bean, Rev. Mod. Phys. 36, 31 (1964); F. London, Superfluids I (1950), section 16;
    R. E. Kass, A. E. Raftery, J. Am. Stat. Assoc. 90, 773 (1995).
    """

    name: ClassVar[str] = "hall-probe"
    summary: ClassVar[str] = "Hall probe in the holes of a current-carrying cylinder: which of five laws does it show?"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = tuple(THEORIES)
    example: ClassVar[dict[str, Any]] = {"truth": "chain"}

    theory: str = pydantic.Field(default="", description="theory whose law nature follows; empty for none")
    truth: Literal["chain", "uniform", "london", "critical_state", "intermediate"] = choice(
        "chain", "law of the current that nature follows")
    radius: float = quantity("10 mm", "m", "radius R of the cylinder", at_least=1e-4, at_most=1)
    r1: float | None = quantity(None, "m", "distance of the probe in the deeper hole from the axis; R/2 if left out",
                                above=0)
    r2: float | None = quantity(None, "m", "distance of the probe in the other hole from the axis; 0.707 R if left "
                                "out", above=0)
    smallest_current: float = quantity("1 A", "A", "the first current", above=0)
    largest_current: float = quantity("2 kA", "A", "the last current", above=0)
    currents: int = pydantic.Field(default=8, description="number of currents, 1 to 100")
    repeats: int = pydantic.Field(default=4, description="readings at each current, direction and place, 1 to 10000")
    procedure: Literal["reversed", "single"] = choice("reversed", "whether each current flows in both directions")
    probe_length: float = quantity("100 um", "m", "length of the probe's active area, along the radius", at_least=0)
    probe_width: float = quantity("100 um", "m", "width of the active area, along the circumference", at_least=0)
    hole_diameter: float = quantity("300 um", "m", "diameter of the holes; 0: they do not change the field", at_least=0)
    noise: float = quantity("10 uT", "T", "standard deviation of one reading", above=0, at_most=1)
    current_noise: float = quantity(1e-4, "", "standard deviation of the current, over the current", at_least=0,
                                    at_most=0.1)
    gain_error: float = quantity(0.01, "", "standard deviation of the probe's gain", at_least=0, at_most=0.2)
    position_error: float = quantity("50 um", "m", "standard deviation of each position, which stays in all "
                                     "readings",
                                     at_least=0)
    offset: float = quantity("100 uT", "T", "standard deviation of the probe's offset in each place", at_least=0,
                             at_most=1)
    hole_uncertainty: float = quantity(0.3, "", "standard deviation of the correction for the holes, over "
                                       "the correction", at_least=0, at_most=1)
    critical_uncertainty: float = quantity(0.02, "", "standard deviation of Jc and Bc, over their values", at_least=0,
                                           at_most=0.2)
    critical_density: float = quantity("1e7 A/m^2", "A/m^2", "Jc of the critical state", above=0)
    critical_field: float | None = quantity(None, "T", "Bc, in place of the material's; 30 mT without either", above=0,
                                            at_most=1e3)
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth and field")
    seed: int = pydantic.Field(default=1, description="seed of the errors and the noise")

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with the law of the theory that was named."""
        theory = inputs.get("theory")
        return ({"truth": THEORIES[theory]} if theory else {}) | inputs

    def check(self) -> None:
        for name, least, most in (("currents", 1, 100), ("repeats", 1, 10_000), ("seed", 0, 2**53)):
            if not least <= getattr(self, name) <= most:
                raise InputError(name, getattr(self, name), f"a whole number from {least} to {most}")
        if self.theory and THEORIES[self.theory] != self.truth:
            expected = " or ".join(f"{theory} (truth={law})" for theory, law in THEORIES.items())
            raise InputError("theory", self.theory, expected, "Choose the truth, and leave the theory out if in doubt.")
        if not self.smallest_current <= self.largest_current <= 1e6 * self.smallest_current:
            raise InputError("largest_current", f"{self.largest_current:g} A", "from the smallest current, "
                             f"{self.smallest_current:g} A, to 1e6 times as much")
        if self._at_surface() > _LARGEST_FIELD:
            raise InputError("largest_current", f"{self.largest_current:g} A", f"one whose field at the surface is at "
                             f"most {_LARGEST_FIELD:g} T, not {self._at_surface():.3g} T")
        self._check_critical_density()
        self._check_holes()
        self._check_errors()
        depth = self.depth()
        if not 1e-9 * self.radius < depth < self.radius:
            raise InputError("penetration_depth", f"{depth:g} m", f"from 1e-9 to 1 of the radius, {self.radius:g} m")
        self.field()

    def _check_critical_density(self) -> None:
        from onnes.problems.critical_state.wire import critical_current

        most = self.largest_current / (_LEAST_SHARE * critical_current(self.radius, 1.0))
        if self.critical_density > most:
            raise InputError("critical_density", f"{self.critical_density:g} A/m^2", f"at most {most:g} A/m^2, with "
                             "which the largest current is a millionth of the critical one",
                             "With more, the current flows in a layer too thin to be resolved: take the law london.")

    def _check_holes(self) -> None:
        for name in ("probe_length", "probe_width", "hole_diameter"):
            if getattr(self, name) > _LARGEST_PART * self.radius:
                raise InputError(name, f"{getattr(self, name):g} m", f"at most {_LARGEST_PART:g} of the radius, "
                                 f"{self.radius:g} m")
        if 0 < self.hole_diameter < self.probe_width:
            raise InputError("hole_diameter", f"{self.hole_diameter:g} m", "0, or at least the width of the probe, "
                             f"{self.probe_width:g} m", "The probe has to fit into the hole.")
        r1, r2 = self.holes()
        if not r1 < r2 < self.radius:
            raise InputError("r1, r2", f"{r1:g} m, {r2:g} m", f"r1 < r2 < {self.radius:g} m, the radius of the wire")
        margin = max(0.5 * self.probe_length + 4 * self.position_error, LEAST_DEPTH * self.hole_diameter)
        if not margin <= r1 < r2 <= self.radius - margin:
            raise InputError("r1, r2", f"{r1:g} m, {r2:g} m", f"both at least {margin:g} m from the axis and from the "
                             f"surface, at {self.radius:g} m", f"A hole has to be {LEAST_DEPTH:g} diameters deep, and "
                             "the probe stays inside with four times the error of its position.")

    def _check_errors(self) -> None:
        shares = (self.gain_error, self.critical_uncertainty, self.hole_uncertainty,
                  2 * self.position_error / self.radius)
        largest = max(self.offset, self._at_surface() * max(shares))
        if self.noise < _SMALLEST_NOISE * largest:
            raise InputError("noise", f"{self.noise:g} T", f"at least {_SMALLEST_NOISE:g} of the largest of the "
                             f"lasting errors, {largest:g} T", "Reduce those errors with it.")
        directions = 2 if self.procedure == "reversed" else 1
        if 3 * self.currents * self.repeats * directions > _MOST_READINGS:
            raise InputError("repeats", self.repeats, f"at most {_MOST_READINGS:,} readings in all, not "
                             f"{3 * self.currents * self.repeats * directions:,}")

    def _at_surface(self) -> float:
        """Return mu_0 I/(2 pi R) of the largest current [T]."""
        return VACUUM_PERMEABILITY * self.largest_current / (2 * np.pi * self.radius)

    def holes(self) -> tuple[float, float]:
        """Return the distances of the probe from the axis in both holes [m]."""
        return (_FIRST * self.radius if self.r1 is None else self.r1,
                _SECOND * self.radius if self.r2 is None else self.r2)

    def depth(self) -> float:
        """Return lambda [m]."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def field(self) -> float:
        """Return Bc [T]."""
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return self.critical_field or _CRITICAL_FIELD
        return given_or_recorded("critical_field", self.critical_field,
                                 lambda: material(self.material).critical_field(kelvin, self.model))

    def wire(self) -> RoundWire:
        """Return the wire in SI units."""
        from onnes.problems.hall_probe.laws import RoundWire

        return RoundWire(self.radius, self.depth(), self.critical_density, self.field())

    def probe(self) -> Probe:
        """Return the probe and its errors in SI units."""
        from onnes.problems.hall_probe.instrument import Probe

        return Probe(length=self.probe_length, width=self.probe_width, hole=self.hole_diameter, noise=self.noise,
                     current_noise=self.current_noise, gain=self.gain_error, position=self.position_error,
                     offset=self.offset, hole_error=self.hole_uncertainty, critical_error=self.critical_uncertainty,
                     reversed=self.procedure == "reversed")

    def flowing(self) -> np.ndarray:
        """Return the currents, shape (currents,) [A]; the largest alone if it is one."""
        if self.currents == 1:
            return np.array([self.largest_current])
        return np.geomspace(self.smallest_current, self.largest_current, self.currents)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.hall_probe.readings import measured

        return measured(self, progress)
