"""film: dynamics of a thin superconducting film in a perpendicular field, with or without a current."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.experiments.si_inputs import Counterpart, in_units

LARGEST_FILM = 4_000_000
"""Nodes of the grid."""
LONGEST = 1e6
"""tau_0."""
LARGEST_SEED = 2**32 - 1
COUNTERPARTS = {
    "size_over_xi": Counterpart("width", "m"), "aspect": Counterpart("height", "m"),
    "hole_over_xi": Counterpart("hole", "m"), "induction": Counterpart("field", "T"),
    "pearl_over_xi": Counterpart("thickness", "m"),
}
"""Inputs in SI units, which need a material, in place of reduced ones."""
WITH_MATERIAL = {"current": "A", "temperature": "K", "noise": "K", "time": "s"}
"""Inputs that are in SI units where a material is given, else in reduced units."""
_DEFAULT_SIZE, _DEFAULT_TIME = 20.0, 300.0
"""xi; tau_0, in which the vortices come to rest."""


class Film(Experiment):
    """Generalised time-dependent Ginzburg-Landau of a film thinner than lambda, in reduced or in SI units.

    ``u/sqrt(1 + gamma^2 |psi|^2) (d_t + (gamma^2/2) d_t |psi|^2) psi = (epsilon - |psi|^2) psi + (grad - iA)^2 psi``,
    ``K = Im psi*(grad - iA) psi - d_t A``, ``div K = 0``, ``A = A_applied + (xi/4 pi Lambda) int K/r + grad chi``.

    Lengths in xi, times in tau_0 = mu_0 sigma lambda^2, induction in Bc2, sheet current in
    Phi_0/(2 pi mu_0 xi Lambda), voltage in Phi_0/(2 pi tau_0), moment in Phi_0 xi^2/(2 pi mu_0 Lambda). A wide film
    breaks down at a current of 0.3849 times its width. The field of the film's own current is included
    (pearl_over_xi), with the electric field of its change; without it (none) the film is narrower than Lambda.

    With a material, lengths and field may be given in SI units (width, height, hole, thickness, field), and current,
    temperature, noise and time must be; so are the readings. `onnes.Film` and `onnes.solve`, which do the work, know
    other shapes, terminals, probes and drives.

    Validity: thickness below lambda and xi; temperature near Tc; gamma = 0 only for gapless films.

    Raises:
        InputError: see `Experiment`; also an outline that is none, a hole that does not fit, a grid of more than four
            million nodes, a normal start without noise, which would never leave psi = 0; a quantity given both in SI
            and in reduced units, or in SI units without a material.
        MissingDataError: a material that lacks a length or a resistivity.

    Source: Kramer and Watts-Tobin 1978; Pearl 1964; the set-up is that of pyTDGL (Bishop-Van Horn, Comput. Phys.
    Commun. 291, 108799, 2023), whose unit of time this is.
    """

    name: ClassVar[str] = "film"
    summary: ClassVar[str] = "thin film in a field, with or without a current: vortices, their motion and voltage"
    dynamic: ClassVar[bool] = True
    counterparts: ClassVar[Mapping[str, Counterpart]] = COUNTERPARTS
    theories: ClassVar[tuple[str, ...]] = ("conventional", "")
    example: ClassVar[dict[str, Any]] = {
        "size_over_xi": 8, "spacing_over_xi": 0.5, "induction": 0.6, "time": 50, "frames": 10}

    size_over_xi: float = quantity(_DEFAULT_SIZE, "", "extent of the film along x, over xi", above=0)
    width: float | None = quantity(None, "m", "the same, of a film of a material", above=0)
    aspect: float = quantity(1.0, "", "extent along x over that along y", above=0)
    height: float | None = quantity(None, "m", "extent along y, of a film of a material", above=0)
    outline: str = pydantic.Field(default="square", description="square (a rectangle, with aspect), disc, or a polygon "
                                  "as well-known text: POLYGON ((0 0, 20 0, 10 15, 0 0)), lengths in xi, or in m with "
                                  "a material")
    hole_over_xi: float | None = quantity(None, "", "diameter of a round hole at the centre, over xi", above=0)
    hole: float | None = quantity(None, "m", "the same, in a film of a material", above=0)
    induction: float = quantity(0.4, "", "applied induction over Bc2, perpendicular to the film")
    field: float | None = quantity(None, "T", "the same, for a film of a material")
    current: float = quantity(0.0, "", "transport current from left to right, see the class for its unit; in A with a "
                              "material")
    terminals: Literal["normal", "free", "held"] = choice(
        "normal", "leads of normal metal, psi = 0 there; psi free; or wide superconducting banks, which hold psi")
    gamma: float = quantity(10.0, "", "pair breaking: 2 tau_E Delta_0/hbar; 0 is gapless", at_least=0)
    u: float = quantity(5.79, "", "relaxation time of psi over tau_0", above=0)
    pearl_over_xi: float | None = quantity(None, "", "Pearl length Lambda over xi; none for no self-field", above=0)
    thickness: float | None = quantity(None, "m", "of a film of a material, whose self-field acts where it matters",
                                       above=0)
    temperature: float = quantity(0.0, "", "(T - T_0)/(Tc - T_0), T_0 being where xi and Bc2 are meant: 1 is Tc; with "
                                  "a material T_0 itself in K, half of its Tc if left out", at_least=-1e5,
                                  at_most=1e5)
    start: Literal["superconducting", "normal"] = choice("superconducting", "initial state: psi = 1, or noise")
    noise: float = quantity(0.0, "", "kT in units of the condensation energy of xi^2 of film, twice; with a material T "
                            "in K", at_least=0, at_most=1e5)
    seed: int = pydantic.Field(default=0, description="of the thermal agitation")
    time: float = quantity(_DEFAULT_TIME, "", "duration, over tau_0; in s with a material", above=0,
                           at_most=LONGEST)
    frames: int = pydantic.Field(default=100, description="recorded times")
    spacing_over_xi: float = quantity(0.3, "", "of the grid, over xi", above=0, at_most=2)
    tolerance: float = quantity(1e-3, "", "error allowed per step, in psi", above=0, at_most=0.1)

    @classmethod
    def units_of(cls, material: str) -> Mapping[str, str]:
        """Return the units of inputs that are reduced, or in SI units with a material."""
        return WITH_MATERIAL if material else {}

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with the reduced ones that follow from those in SI units."""
        return inputs | _with_material(inputs) if inputs.get("material") else inputs

    def check(self) -> None:
        from onnes.experiments.film.device import device_of

        if self.start == "normal" and self.noise == 0:
            raise InputError("noise", 0, "some noise where the film starts normal",
                             "psi = 0 is a solution and stays for ever. Take noise=1e-4, or with a material 4 K.")
        if not 1 <= self.frames <= 10_000:
            raise InputError("frames", self.frames, "1 to 10000 recorded times")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise InputError("seed", self.seed, f"a whole number from 0 to {LARGEST_SEED}")
        if self.material and self.thickness is None:
            raise InputError("thickness", None, "the thickness of a film of a material", 'For example "20 nm".')
        tau = device_of(self).constants.time_unit
        if self.time / tau > LONGEST:
            raise InputError("time", self.time, f"at most {LONGEST:g} tau_0 of {tau:.3g} s")

    def inputs(self) -> dict[str, Any]:
        """Return every input; of two for one quantity, the one that was given."""
        every = super().inputs()
        if self.material:
            every |= {name: {"value": every[name], "unit": unit} for name, unit in WITH_MATERIAL.items()}
        return every

    def measure(self, progress: Progress, checkpoint: Path | None = None) -> Measurement:
        from onnes.experiments.film.run import measure

        return measure(self, progress, checkpoint)


def _with_material(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs of a film of a material: those in SI units as numbers, and their reduced counterparts."""
    from onnes.experiments.film.device import constants_of
    from onnes.materials import REDUCED_TEMPERATURE, material

    made: dict[str, Any] = {"temperature": REDUCED_TEMPERATURE * material(inputs["material"]).critical_temperature}
    made |= {name: inputs[name] for name in WITH_MATERIAL if name in inputs}
    known = constants_of(inputs["material"], made["temperature"])
    made |= {"time": made.get("time", _DEFAULT_TIME * known.time_unit)}
    xi, bc2 = known.coherence_length, known.scales.upper_critical_field
    made |= in_units(inputs, COUNTERPARTS, {"size_over_xi": xi, "hole_over_xi": xi, "induction": bc2})
    if inputs.get("height") is not None:
        made["aspect"] = made.get("size_over_xi", inputs.get("size_over_xi", _DEFAULT_SIZE)) * xi / inputs["height"]
    return made
