"""film: dynamics of a thin superconducting film in a perpendicular field, with or without a current."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LARGEST_FILM = 4_000_000
"""Nodes of the grid."""
LONGEST = 1e6


class Film(Experiment):
    """Generalised time-dependent Ginzburg-Landau of a film thinner than lambda, in reduced units.

    ``u/sqrt(1 + gamma^2 |psi|^2) (d_t + (gamma^2/2) d_t |psi|^2) psi = (epsilon - |psi|^2) psi + (grad - iA)^2 psi``,
    ``K = Im psi*(grad - iA) psi - d_t A``, ``div K = 0``, ``A = A_applied + (xi/4 pi Lambda) int K/r + grad chi``.

    Lengths in xi, times in tau_0 = mu_0 sigma lambda^2, induction in Bc2, sheet current in
    Phi_0/(2 pi mu_0 xi Lambda), voltage in Phi_0/(2 pi tau_0), moment in Phi_0 xi^2/(2 pi mu_0 Lambda). A wide film
    breaks down at a current of 0.3849 times its width. The field of the film's own current is included
    (pearl_over_xi), with the electric field of its change; without it (none) the film is narrower than Lambda.

    Validity: thickness below lambda and xi; temperature near Tc; gamma = 0 only for gapless films.

    Raises:
        InputError: see `Experiment`; also an outline that is none, a hole that does not fit, a grid of more than four
            million nodes, a normal start without noise, which would never leave psi = 0.

    Source: Kramer and Watts-Tobin 1978; Pearl 1964; the set-up is that of pyTDGL (Bishop-Van Horn, Comput. Phys.
    Commun. 291, 108799, 2023), whose unit of time this is.
    """

    name: ClassVar[str] = "film"
    summary: ClassVar[str] = "thin film in a field, with or without a current: vortices, their motion and voltage"
    dynamic: ClassVar[bool] = True
    theories: ClassVar[tuple[str, ...]] = ("conventional", "")
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {
        "size_over_xi": 8, "spacing_over_xi": 0.5, "induction": 0.6, "time": 10, "frames": 5}

    size_over_xi: float = quantity(20.0, "", "extent of the film along x, over xi", above=0)
    aspect: float = quantity(1.0, "", "extent along x over that along y", above=0)
    outline: str = pydantic.Field(default="square", description="square (a rectangle, with aspect), disc, or a "
                                  "polygon as well-known text: POLYGON ((0 0, 20 0, 10 15, 0 0)), lengths in xi")
    hole_over_xi: float | None = quantity(None, "", "diameter of a round hole at the centre, over xi", above=0)
    induction: float = quantity(0.4, "", "applied induction over Bc2, perpendicular to the film")
    current: float = quantity(0.0, "", "transport current from left to right, see the class for its unit")
    terminals: Literal["normal", "superconducting"] = choice("normal", "metal of the leads: psi = 0 at them, or free")
    gamma: float = quantity(10.0, "", "pair breaking: 2 tau_E Delta_0/hbar; 0 is gapless", at_least=0)
    u: float = quantity(5.79, "", "relaxation time of psi over tau_0", above=0)
    pearl_over_xi: float | None = quantity(None, "", "Pearl length Lambda over xi; none for no self-field", above=0)
    temperature: float = quantity(0.0, "", "(T - T_0)/(Tc - T_0), T_0 being where xi and Bc2 are meant: 1 is Tc")
    start: Literal["superconducting", "normal"] = choice("superconducting", "initial state: psi = 1, or noise")
    noise: float = quantity(0.0, "", "kT in units of the condensation energy of xi^2 of film, twice", at_least=0)
    seed: int = pydantic.Field(default=0, description="of the thermal agitation")
    time: float = quantity(100.0, "", "duration, over tau_0", above=0, at_most=LONGEST)
    frames: int = pydantic.Field(default=100, description="recorded times")
    spacing_over_xi: float = quantity(0.3, "", "of the grid, over xi", above=0, at_most=2)
    tolerance: float = quantity(1e-3, "", "error allowed per step, in psi", above=0, at_most=0.1)

    def check(self) -> None:
        if self.start == "normal" and self.noise == 0:
            raise InputError("noise", 0, "some noise where the film starts normal",
                             "psi = 0 is a solution and stays for ever. Take noise=1e-4.")
        if not 1 <= self.frames <= 10_000:
            raise InputError("frames", self.frames, "1 to 10000 recorded times")
        from onnes.experiments.film.apparatus import shape_of

        shape_of(self)

    def measure(self, progress: Progress, checkpoint: Path | None = None) -> Measurement:
        from onnes.experiments.film.run import measure

        return measure(self, progress, checkpoint)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.film.picture import picture

        return picture(result)

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        from onnes.experiments.film.picture import film

        film(result, path)
