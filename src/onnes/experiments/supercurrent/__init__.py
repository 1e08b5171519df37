"""supercurrent: the screening current of a half-space, slab or wire, and the field that breaks the pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.results import Array

if TYPE_CHECKING:
    from onnes.experiments.supercurrent.metal import Metal
    from onnes.problems.screening.screening_current import ScreeningCurrent

DEFAULT_SIZE = 5.0
"""Half thickness or radius where none is given, in lambda."""

LARGEST_SIZE = 1e8
"""In lambda; beyond it rounding of the radius is a visible part of the penetration depth."""

LONGEST_RISE = 1e3
"""Longest time of switching on, in relaxation times; the shortest is its inverse."""

COLD = 0.5
"""T/Tc up to which the condition kT << Delta of the text is taken to hold."""


class Supercurrent(Experiment):
    """A half-space, a slab or a wire with the field B0 at its surface: profile of the current and its breakdown.

    The canonical momentum is zero, so j = -(n e^2/m) A (W30-W33): solved on a grid under London's law, beside the
    closed form (Figs 9-11) and the step of Weisskopf's text (W38). The current breaks the pairs where its kinetic
    energy (W34) equals their binding (W41-W43). Without a material: the text's metal, e_F = 5 eV, Delta = 1e-4 e_F.

    Validity: London's theory, |psi| = 1; the breakdown field to an order of magnitude, for kT << Delta.

    Raises:
        InputError: see `Experiment`; also a size for a half-space or above 1e8 lambda, a temperature without a
            material or not below Tc, a rise time outside 1e-3 to 1e3 tau.
        MissingDataError: neither lambda nor the distance of nearest neighbours is in the tables.

    Source: W30-W43, Figs 9-11.
    """

    name: ClassVar[str] = "supercurrent"
    summary: ClassVar[str] = "Supercurrent of a half-space, slab or wire: profile, total, and the field that breaks it"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    example: ClassVar[dict[str, Any]] = {"field": "20 mT"}
    belonging: ClassVar[Belonging] = {"geometry": {"slab": ("size",), "wire": ("size",)}}

    theory: str = pydantic.Field(default="pair", description="theory that the estimate of the breakdown is from")
    geometry: Literal["half-space", "slab", "wire"] = choice("half-space", "shape of the superconductor")
    size: float | None = quantity(None, "m", "half thickness of the slab, radius of the wire; 5 lambda if left out",
                                  above=0)
    field: float = quantity("10 mT", "T", "field B0 at the surface", above=0)
    temperature: float | None = quantity(None, "K", "temperature; 0, as in the text, if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth and Bc")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; W33 without either",
                                               above=0)
    relaxation_time: float = quantity("10 fs", "s", "tau of the electrons of the normal metal", above=0)
    rise_time: float | None = quantity(None, "s", "time of switching on the field; tau/10 if left out", above=0)

    def check(self) -> None:
        if not self.material and self.temperature is not None:
            raise InputError("temperature", f"{self.temperature:g} K", "no temperature without a material",
                             "Name a material, or leave the temperature out: the text's metal is at T = 0.")
        depth = self._metal().depth
        if self.size is not None and self.size > LARGEST_SIZE * depth:
            raise InputError("size", f"{self.size:g} m", f"at most {LARGEST_SIZE:g} lambda ({depth:g} m each)",
                             "Take geometry=half-space: the curvature is negligible.")
        if not 1 / LONGEST_RISE <= self._rise() <= LONGEST_RISE:
            raise InputError("rise_time", f"{self._rise():g} relaxation times",
                             f"from {1 / LONGEST_RISE:g} to {LONGEST_RISE:g} relaxation times")

    def _metal(self) -> Metal:
        from onnes.experiments.supercurrent.metal import metal, text_metal

        if not self.material:
            return text_metal(self.penetration_depth)
        return metal(self.material, self.temperature or 0.0, self.model, self.penetration_depth)

    def _rise(self) -> float:
        """Return the time of switching on, in tau."""
        return 0.1 if self.rise_time is None else self.rise_time / self.relaxation_time

    def _size(self, depth: float) -> float:
        """Return the distance from the centre to the surface [m]."""
        from onnes.problems.screening.screening_current import REACH

        return REACH * depth if self.geometry == "half-space" else self.size or DEFAULT_SIZE * depth

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.supercurrent import readings as read
        from onnes.experiments.supercurrent import shed
        from onnes.problems.screening.current_profiles import CURRENT_PROFILES
        from onnes.problems.screening.screening_current import screening_current

        made, profile = self._metal(), CURRENT_PROFILES[self.geometry]
        size = self._size(made.depth)
        progress(0.0, "London's current")
        fine = screening_current(self.geometry, size, self.field, made.depth)
        progress(0.5, "London's current on a coarser grid")
        currents = (fine, screening_current(self.geometry, size, self.field, made.depth, coarser=2))
        readings = {**read.profile_readings(profile, currents, self.field, made.depth),
                    **read.total_readings(profile, currents, self.field, made.depth),
                    **read.breakdown_readings(made, size if self.geometry == "wire" else None),
                    **shed.readings(made, self.field, self._rise())}
        arrays = {**self._profiles(fine, made.depth), **self._energies(made),
                  **shed.arrays(made.depth, self.field, self.relaxation_time, self._rise())}
        return Measurement(readings, arrays,
                           warnings=self._warnings(made))

    def _profiles(self, computed: ScreeningCurrent, depth: float) -> dict[str, Array]:
        """Return B, j and A over the depth below the surface: computed, in closed form, and the step."""
        from onnes.problems.screening.current_profiles import CURRENT_PROFILES
        from onnes.units.constants import VACUUM_PERMEABILITY

        exact, unit = CURRENT_PROFILES[self.geometry], self.field / (VACUUM_PERMEABILITY * depth)

        def along(values, axis: str, unit: str, meaning: str) -> Array:
            return Array(np.asarray(values)[::-1], (axis,), unit, meaning)

        size, below = computed.size, computed.size - computed.position
        return {
            "field_below": along(size - computed.field_position, "field_below", "m", "depth below the surface"),
            "field": along(computed.field, "field_below", "T", "magnetic field"),
            "exact_field": along(self.field * exact.field(computed.field_position, size, depth), "field_below", "T",
                                 "magnetic field, closed form"),
            "below": along(below, "below", "m", "depth below the surface"),
            "current_density": along(computed.density, "below", "A/m^2", "current density"),
            "exact_current_density": along(unit * exact.density(computed.position, size, depth), "below", "A/m^2",
                                           "current density, closed form"),
            "step_current_density": along(np.where(below < depth, unit, 0.0), "below", "A/m^2",
                                          "current density, the text's step"),
            "potential": along(computed.potential, "below", "T*m", "vector potential along the current"),
        }

    def _energies(self, made: Metal) -> dict[str, Array]:
        """Return the kinetic energy of the step per volume of its layer over B0, and the binding of the pairs."""
        from onnes.experiments.supercurrent.readings import binding_per_volume, breakdown_field_of
        from onnes.pairing.surface_current import kinetic_energy_of_step

        if made.pairs is None:
            return {}
        largest = 1.5 * max(breakdown_field_of(made.pairs), made.critical_field or 0.0)
        applied = np.linspace(0, largest, 201)
        kinetic = np.array([kinetic_energy_of_step(each, made.depth) for each in applied]) / made.depth
        return {
            "applied": Array(applied, ("applied",), "T", "field at the surface"),
            "kinetic_energy_density": Array(kinetic, ("applied",), "J/m^3", "kinetic energy of the step"),
            "binding_energy_density": Array(np.full_like(applied, binding_per_volume(made.pairs)), ("applied",),
                                            "J/m^3", "binding of the pairs"),
        }

    def _warnings(self, made: Metal) -> tuple[str, ...]:
        warnings = list(made.remarks)
        if made.critical_field is not None and self.field > made.critical_field:
            warnings.append(f"B0 is {self.field / made.critical_field:.3g} times Bc of {self.material}: the "
                            "superconducting state of these profiles is not the stable one.")
        if made.reduced_temperature > COLD and made.pairs is not None:
            warnings.append("The text's G = n' Delta is for kT << Delta: towards Tc it falls as 1 - T/Tc, the measured "
                            "condensation energy as its square, so the breakdown field comes out too large.")
        return tuple(warnings)
