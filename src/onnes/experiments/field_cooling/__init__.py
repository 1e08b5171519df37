"""field-cooling: a metal in a magnetic field is cooled through Tc, and expels or traps the field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.units import Scales

if TYPE_CHECKING:
    from onnes.experiments.field_cooling.setting import Setting

_BATH = 0.9
"""T/Tc of the bath where no temperature is given."""


class FieldCooling(Experiment):
    """Long cylinder, plate or tube in a parallel field, in cross-section, cooled through Tc.

    ``tau d_t psi = -dF/dpsi*, sigma d_t A = -dF/dA`` (law=tdgl: time-dependent Ginzburg-Landau with
    Maxwell, eddy currents included) or ``d_t J = -n d_t A`` (law=perfect-conductor: carriers that only accelerate,
    H1). Inputs left out are chosen: field 0.28 Bc(T), radius 12 of the larger of xi and lambda,
    T = 0.9 Tc, front speed 0.08 xi/tau, gradient (Tc - T)/(10 xi), nucleus 0.5 of the radius.

    Validity: near Tc, where Ginzburg-Landau theory holds; a long sample, so that the field around it is the applied
    one. The default front speed suits a sample of a micrometre: slower fronts expel more.

    Raises:
        InputError: see `Experiment`; also a hole outside the sample, a nucleus larger than the sample or in a field
            without supercooling, a length below xi, a sample or wall of less
            than two cells, a grid of more than 250 000 nodes, more than a million tau.
        MissingDataError: the material lacks a length or a resistivity (give lengths and conductivity as inputs).

    Source: section "Front of the superconducting phase": Faber 1954, Pippard 1950; cooling protocols:
    Romanenko et al. 2014, arXiv:1410.7877; H5-H6, H15, Fig. 1 and Fig. 6 for the routes.
    """

    name: ClassVar[str] = "field-cooling"
    summary: ClassVar[str] = "cool a metal in a field through Tc: flux expelled, flux trapped, energies"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"radius": "0.6 um"}
    belonging: ClassVar[Belonging] = {"shape": {"tube": ("inner_radius",)}, "cooling": {"nucleus": ("nucleus_radius",)}}

    material: str = pydantic.Field(default="Nb", description="name of the metal")
    shape: Literal["cylinder", "slab", "tube"] = choice("cylinder", "cross-section of the sample")
    radius: float | None = quantity(None, "m", "radius, or half thickness of the slab; 12 of the larger of xi "
                                    "and lambda if left out", above=0)
    inner_radius: float | None = quantity(None, "m", "inner radius of the tube; half the radius if left out", above=0)
    length: float = quantity("100 um", "m", "length of the sample: longer ones fluctuate less", above=0)
    field: float | None = quantity(None, "T", "applied field, parallel to the sample; 0.28 Bc(T) if left out", above=0)
    temperature: float | None = quantity(None, "K", "bath temperature; 0.9 Tc if left out", above=0)
    cooling: Literal["front", "axis", "uniform", "nucleus"] = choice("front", "manner of cooling")
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
    duration: float | None = quantity(None, "s", "of the run; chosen for the protocol if left out", above=0)
    fluctuations: Literal["initial", "throughout"] = choice("throughout", "thermal agitation of psi in the first "
                                                            "normal state only, or of it and the normal current all "
                                                            "the time")
    seed: int = pydantic.Field(default=0, description="of the thermal agitation")
    spacing: float | None = quantity(None, "m", "of the grid; half the smaller of xi and lambda if left out", above=0)

    def check(self) -> None:
        from onnes.experiments.field_cooling.refusals import refuse_contradictions, refuse_impossible

        refuse_contradictions(self)
        refuse_impossible(self)

    def inputs(self) -> dict[str, Any]:
        """Return the inputs with everything that was chosen for the user filled in."""
        return super().inputs() | {
            name: {"value": value, "unit": type(self).model_fields[name].json_schema_extra["unit"]}  # type: ignore[index, call-overload]
            for name, value in self.chosen().items()
        }

    def bath(self) -> float:
        """Return the temperature after cooling [K]."""
        from onnes.materials import temperature_of

        kelvin = temperature_of(self.material, self.temperature, _BATH)
        if kelvin is None:
            raise InputError("material", self.material, "the name of a metal", "For example material=Nb.")
        return kelvin

    def scales(self) -> Scales:
        """Return the scales of the sample at the bath temperature."""
        from onnes.materials import material

        return material(self.material).scales(
            self.bath(), residual_resistance_ratio=self.residual_resistance_ratio,
            penetration_depth=self.penetration_depth, coherence_length=self.coherence_length,
            conductivity=self.conductivity)

    def chosen(self) -> dict[str, float]:
        """Return every length, time and field of the run in SI units."""
        from onnes.experiments.field_cooling.choices import choices

        return choices(self)

    def setting(self) -> Setting:
        """Return the run in reduced units."""
        from onnes.experiments.field_cooling.setting import setting_of

        return setting_of(self)

    def measure(self, progress: Progress, checkpoint: Path | None = None) -> Measurement:
        from onnes.experiments.field_cooling.run import measure

        return measure(self.setting(), self.law, progress, checkpoint)
