"""field-cooling: a metal in a magnetic field is cooled through Tc. Does it expel the field?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError, MissingDataError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.results import Result
from onnes.units import Scales
from onnes.units.constants import BOLTZMANN
from onnes.units.scales import relaxation_time

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.experiments.cooling.setting import Setting

LARGEST_GRID = 250_000
LONGEST = 1e6
"""Longest run, in tau: hours of computing."""
CELLS_PER_LENGTH = 2.0
_FRONT_SPEED, _FRONT_WIDTH, _FIELD_SHARE, _LENGTHS_ACROSS = 0.08, 10.0, 0.28, 12.0
_HOT = -0.5
_RESOLVABLE_KAPPA, _IMPURE_KAPPA = 0.2, 0.4


class FieldCooling(Experiment):
    """Long cylinder, plate or tube in a parallel field, in cross-section, cooled through Tc.

    ``tau d_t psi = -dF/dpsi*, sigma d_t A = -dF/dA`` (law=tdgl: time-dependent Ginzburg-Landau with
    Maxwell, eddy currents included) or ``d_t J = -n d_t A`` (law=perfect-conductor: carriers that only accelerate,
    H1). What is not given is chosen: field 0.28 Bc(T), radius 12 of the larger of xi and lambda,
    T = 0.9 Tc, front speed 0.08 xi/tau, gradient (Tc - T)/(10 xi), nucleus 0.5 of the radius.

    Validity: near Tc, where Ginzburg-Landau is; a long sample, so that the field around it is the
    applied one. The front speeds are those of a micrometre sample: slower ones expel more.

    Raises:
        InputError: see `Experiment`; also a hole outside the sample, a field or a nucleus in which the
            protocol makes no sense, a grid of more than 250 000 nodes, more than a million tau.
        MissingDataError: the material lacks a length or a resistivity (give lengths and conductivity as inputs).

    Source: section "Front of the superconducting phase": Faber 1954, Pippard 1950; cooling protocols:
    Romanenko et al. 2014, arXiv:1410.7877; H5-H6, H15, Fig. 1 and Fig. 6 for the routes.
    """

    name: ClassVar[str] = "field-cooling"
    summary: ClassVar[str] = "cool a metal in a field: is the field expelled, trapped, or does nothing move?"
    dynamic: ClassVar[bool] = True

    material: str = pydantic.Field(default="Nb", description="name of the metal")
    shape: Literal["cylinder", "slab", "tube"] = choice("cylinder", "cross-section of the sample")
    radius: float | None = quantity(None, "m", "radius, or half thickness of the slab; 12 of the larger of xi "
                                    "and lambda if left out", above=0)
    inner_radius: float | None = quantity(None, "m", "inner radius of the tube; half the radius if left out", above=0)
    length: float = quantity("100 um", "m", "length of the sample: longer ones fluctuate less", above=0)
    field: float | None = quantity(None, "T", "applied field, parallel to the sample; 0.28 Bc(T) if left out", above=0)
    temperature: float | None = quantity(None, "K", "bath temperature; 0.9 Tc if left out", above=0)
    cooling: Literal["front", "axis", "uniform", "nucleus"] = choice("front", "how the cold comes")
    sequence: Literal["field-cooled", "zero-field-cooled"] = choice("field-cooled", "order of field and cold")
    law: Literal["tdgl", "perfect-conductor"] = choice("tdgl", "law of motion")
    front_speed: float | None = quantity(None, "m/s", "speed of the cold front; 0.08 xi/tau if left out", above=0)
    gradient: float | None = quantity(None, "K/m", "temperature gradient at the front; (Tc - T)/(10 xi) if left "
                                      "out", above=0)
    cooling_time: float | None = quantity(None, "s", "duration of uniform cooling (tau if left out) or of the field "
                                          "ramp (50 tau)", above=0)
    nucleus_radius: float | None = quantity(None, "m", "radius of the nucleus; half the sample's if left out", above=0)
    penetration_depth: float | None = quantity(None, "m", "lambda(T), in place of the material's", above=0)
    coherence_length: float | None = quantity(None, "m", "xi(T), in place of the material's", above=0)
    conductivity: float | None = quantity(None, "S/m", "of the normal metal just above Tc; from the residual "
                                          "resistance ratio if left out", above=0)
    residual_resistance_ratio: float = quantity(10.0, "", "purity: resistance at 273 K over that above Tc", at_least=1)
    duration: float | None = quantity(None, "s", "how long to watch; what the protocol takes if left out", above=0)
    fluctuations: Literal["initial", "throughout"] = choice("throughout", "thermal agitation of psi: in the first "
                                                            "normal state only, or as a force all the time")
    seed: int = pydantic.Field(default=0, description="of the thermal agitation")
    spacing: float | None = quantity(None, "m", "of the grid; half the smaller of xi and lambda if left out", above=0)

    def check(self) -> None:
        if self.shape == "tube" and self.inner_radius and self.radius and self.inner_radius >= self.radius:
            raise InputError("inner_radius", f"{self.inner_radius:g} m", f"less than the radius, {self.radius:g} m",
                             "The hole must lie inside the sample.")
        if self.shape != "tube" and self.inner_radius is not None:
            raise InputError("inner_radius", f"{self.inner_radius:g} m", f"no inner radius for a {self.shape}",
                             "Use shape=tube.")
        if self.cooling != "nucleus" and self.nucleus_radius is not None:
            raise InputError("nucleus_radius", f"{self.nucleus_radius:g} m", f"no nucleus with cooling={self.cooling}",
                             "Use cooling=nucleus.")
        if self.law == "perfect-conductor" and self.cooling == "nucleus":
            raise InputError("law", "perfect-conductor", "a law in which a phase can grow",
                             "Use law=tdgl with cooling=nucleus.")
        if self.sequence == "zero-field-cooled" and self.cooling == "nucleus":
            raise InputError("sequence", self.sequence, "field-cooled with cooling=nucleus")
        self.setting()

    def inputs(self) -> dict[str, Any]:
        """The inputs with everything that was chosen for the user filled in."""
        return super().inputs() | {
            name: {"value": value, "unit": type(self).model_fields[name].json_schema_extra["unit"]}  # type: ignore[index, call-overload]
            for name, value in self._chosen().items()
        }

    def scales(self) -> Scales:
        """Scales of the sample at the bath temperature."""
        from onnes.materials import material

        metal, bath = material(self.material), self._temperature()
        return Scales(
            self._given_or("coherence_length", lambda: metal.coherence_length(bath)),
            self._given_or("penetration_depth", lambda: metal.penetration_depth(bath)),
            relaxation_time(metal.critical_temperature - bath),
            self._given_or("conductivity", lambda: metal.normal_conductivity(self.residual_resistance_ratio)),
        )

    def _given_or(self, name: str, recorded: Callable[[], float]) -> float:
        """An input, or what the tables say of the material."""
        given = getattr(self, name)
        if given is not None:
            return given
        try:
            return recorded()
        except MissingDataError as error:
            raise MissingDataError(f"{error} Give {name} as an input instead.") from None

    def _temperature(self) -> float:
        from onnes.materials import material

        tc = material(self.material).critical_temperature
        if self.temperature is not None and self.temperature >= tc:
            raise InputError("temperature", f"{self.temperature:g} K", f"a bath below Tc = {tc:g} K of {self.material}",
                             "The sample is cooled from above Tc to this temperature.")
        return 0.9 * tc if self.temperature is None else self.temperature

    def _chosen(self) -> dict[str, float]:
        """Every length, time and field of the run in SI."""
        from onnes.materials import material

        scales, bath = self.scales(), self._temperature()
        xi, depth = scales.coherence_length, scales.penetration_depth
        below_tc = material(self.material).critical_temperature - bath
        radius = self.radius or _LENGTHS_ACROSS * max(xi, depth)
        chosen = {
            "temperature": bath,
            "radius": radius,
            "field": self.field or _FIELD_SHARE * scales.thermodynamic_critical_field,
            "front_speed": self.front_speed or _FRONT_SPEED * xi / scales.time,
            "gradient": self.gradient or below_tc / (_FRONT_WIDTH * xi),
            "cooling_time": self.cooling_time or (50.0 if self.sequence == "zero-field-cooled" else 1.0) * scales.time,
            "penetration_depth": depth,
            "coherence_length": xi,
            "conductivity": self.scales().conductivity,
            "spacing": self.spacing or min(xi, depth) / CELLS_PER_LENGTH,
        }
        if self.cooling == "nucleus":
            chosen["nucleus_radius"] = self.nucleus_radius or 0.5 * radius
        if self.shape == "tube":
            chosen["inner_radius"] = self.inner_radius or 0.5 * radius
        return chosen

    def setting(self) -> Setting:
        """The run in reduced units; refuses what cannot be done."""
        from onnes.experiments.cooling.protocols import natural_duration
        from onnes.experiments.cooling.setting import Setting
        from onnes.materials import material

        chosen, scales = self._chosen(), self.scales()
        xi, tau = scales.coherence_length, scales.time
        below_tc = material(self.material).critical_temperature - chosen["temperature"]
        thermal = BOLTZMANN * chosen["temperature"] / (scales.energy_per_length * self.length)
        setting = Setting(
            scales, self.shape, chosen["radius"] / xi, chosen.get("inner_radius", 0.0) / xi,
            chosen["field"] / scales.upper_critical_field, scales.reduced_conductivity, self.cooling,
            self.sequence == "zero-field-cooled", chosen["front_speed"] * tau / xi,
            (1 - _HOT) * below_tc / chosen["gradient"] / xi, _HOT, chosen["cooling_time"] / tau,
            chosen.get("nucleus_radius", 0.0) / xi, 0.0, thermal, self.fluctuations == "throughout", self.seed,
            chosen["spacing"] / xi,
        )
        _refuse_senseless(setting)
        setting = replace(setting, duration=self.duration / tau if self.duration else natural_duration(setting))
        if self.law == "tdgl":
            _refuse_endless(setting)
        return setting

    def measure(self, progress: Progress, checkpoint: Path | None = None) -> Measurement:
        from onnes.experiments.cooling.run import measure

        return measure(self.setting(), self.law, progress, checkpoint)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.cooling.pictures import picture

        return picture(result)

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        from onnes.experiments.cooling.pictures import film

        film(result, path)


def _refuse_senseless(setting: Setting) -> None:
    """Inputs that are each fine but cannot be together."""
    scales = setting.scales
    if setting.nodes > LARGEST_GRID:
        raise _too_many_nodes(setting)
    if setting.inner_radius >= setting.radius:
        raise InputError("inner_radius", f"{setting.inner_radius * scales.coherence_length:g} m",
                         f"less than the radius, {setting.radius * scales.coherence_length:g} m",
                         "The hole must lie inside the sample.")
    if setting.cooling == "nucleus":
        _refuse_senseless_nucleus(setting)


def _refuse_senseless_nucleus(setting: Setting) -> None:
    bc, bc2 = setting.scales.thermodynamic_critical_field, setting.scales.upper_critical_field
    field = setting.field * bc2
    if not bc2 < field < bc:
        raise InputError("field", f"{field:.4g} T", f"a field between Bc2 = {bc2:.4g} T and Bc = {bc:.4g} T",
                         "Only there is normal metal supercooled: it waits for a nucleus. Type I metals have such "
                         "fields (kappa < 0.707); this one has kappa = " f"{setting.kappa:.3g}.")
    if setting.nucleus_radius >= setting.radius:
        raise InputError("nucleus_radius", f"{setting.nucleus_radius * setting.scales.coherence_length:g} m",
                         "a nucleus smaller than the sample")


def _too_many_nodes(setting: Setting) -> InputError:
    """What to do where a sample is large beside the shorter of its two lengths."""
    from onnes.plots import in_words

    xi, depth = setting.scales.coherence_length, setting.scales.penetration_depth
    shrink = (LARGEST_GRID / setting.nodes) ** 0.5
    radius, spacing = setting.radius * xi, setting.spacing * xi
    ways = [f'a radius of at most {in_words(shrink * radius, "m")}']
    if (cells := min(xi, depth) / (spacing / shrink)) >= 1:
        ways.append(f"a spacing of at least {in_words(spacing / shrink, 'm')} ({cells:.2g} cells to the shorter "
                    f"length, {CELLS_PER_LENGTH:g} are wanted)")
    if setting.kappa < _RESOLVABLE_KAPPA:
        ways.append("the lengths of an impure sample, such as "
                    f'penetration_depth="{in_words((_IMPURE_KAPPA * xi * depth) ** 0.5, "m")}" '
                    f'coherence_length="{in_words((xi * depth / _IMPURE_KAPPA) ** 0.5, "m")}" '
                    "residual_resistance_ratio=2: impurities leave Bc, and so lambda xi, as it is")
    return InputError(
        "radius", in_words(radius, "m"), f"a grid of at most {LARGEST_GRID:,} nodes, not {setting.nodes:.3g}",
        f"Both lengths must be resolved: xi = {in_words(xi, 'm')}, lambda = {in_words(depth, 'm')}. "
        f"Take {', or '.join(ways)}.")


def _refuse_endless(setting: Setting) -> None:
    from onnes.plots import in_words

    tau = setting.scales.time
    if setting.duration > LONGEST:
        raise InputError(
            "duration", f"{in_words(setting.duration * tau, 's')} = {setting.duration:.3g} tau",
            f"at most {in_words(LONGEST * tau, 's')} = {LONGEST:.3g} tau",
            "The condensate moves in times of tau, and each is followed. Take a shorter duration, a faster front or "
            "cooling, a smaller sample, or a lower conductivity.")
