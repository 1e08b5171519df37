"""How deep a field goes into a superconductor: slab, cylinder and sphere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from onnes.errors import InputError, MissingDataError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.experiments.superconductor import Superconductor, superconductor
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.experiments.screening.body import Screened

CELLS = 50
"""Cells per length that must be resolved, at the surface of a one-dimensional body; a thin body's size is one."""
CELLS_OF_SPHERE, MOST_CELLS_OF_SPHERE = 6, 60
"""The same in (r, z), and the most cells to a radius taken without being asked."""
MOST_NODES, MOST_CELLS = 20_000, 240


class Penetration(Experiment):
    """A body at rest in a field: where the field goes, and how large a magnet the body becomes.

    Under ``law=london`` |psi| = 1 and A settles: London's theory, held against its closed forms. Under
    ``law=static`` |psi| settles, too: Ginzburg-Landau, in which a strong field weakens the condensate and goes
    deeper. The sphere changes the field around it; that field is solved, not imposed.

    Closed forms, with x, r from the centre, d half the thickness, R the radius, lambda the depth [m], B0 the applied
    field [T]: slab ``B = B0 cosh(x/lambda)/cosh(d/lambda)``, cylinder ``B = B0 I0(r/lambda)/I0(R/lambda)``, sphere
    ``m = -2 pi R^3 (B0/mu_0) (1 - 3 (lambda/R) coth(R/lambda) + 3 (lambda/R)^2)``.

    Raises:
        InputError: see `Experiment`; also T above Tc, and a spacing too fine for the computer.
        MissingDataError: the material lacks a length (give it as an input).

    Source: F. and H. London, Proc. R. Soc. A 149, 71 (1935); H4; Ginzburg and Landau 1950.
    """

    name: ClassVar[str] = "penetration"
    summary: ClassVar[str] = "Field inside a slab, cylinder or sphere: penetration depth, surface field, moment"

    law: Literal["london", "static"] = choice("london", "london: |psi| held; static: Ginzburg-Landau")
    shape: Literal["slab", "cylinder", "sphere"] = choice("slab", "slab and cylinder lie along the field")
    size: float = quantity("500 nm", "m", "half thickness of the slab, radius of cylinder or sphere", above=0)
    field: float = quantity("10 mT", "T", "applied field", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = choice("two_fluid", "how the material's depth depends on temperature")
    penetration_depth: float | None = quantity(None, "m", "lambda, instead of the material's; 50 nm without either",
                                               above=0)
    coherence_length: float | None = quantity(None, "m", "xi, instead of the material's; 50 nm without either", above=0)
    spacing: float | None = quantity(None, "m", "largest spacing of the grid at the surface; chosen if left out",
                                     above=0)
    padding: float = quantity(10.0, "", "radii of vacuum on the grid around a sphere under law=static", at_least=3,
                              at_most=100)

    def check(self) -> None:
        if self.law == "static" and self._superconductor().coherence_length is None:
            raise MissingDataError(f"The coherence length of {self.material} is not in the tables, "
                                   "and law=static needs it. Give coherence_length, or use law=london.")
        if self._meridian:
            self._cells_of_sphere()
        else:
            self._nodes()

    @property
    def _meridian(self) -> bool:
        """Whether only (r, z) will do."""
        return self.shape == "sphere" and self.law == "static"

    def _superconductor(self) -> Superconductor:
        return superconductor(self.material, self.temperature, self.model, self.penetration_depth,
                              self.coherence_length)

    def _finest_length(self) -> float:
        """The length the grid must resolve [m]."""
        made = self._superconductor()
        return made.depth if self.law == "london" else min(made.depth, made.coherence_length or made.depth)

    def _nodes(self) -> np.ndarray:
        """Nodes from the centre to the surface of a one-dimensional body [m]."""
        from onnes.experiments.screening.graded import graded

        spacing = self.spacing or min(self._finest_length(), self.size) / CELLS
        skin = self._superconductor().depth
        if np.arcsinh(self.size / skin) * skin / spacing > MOST_NODES:
            raise InputError("spacing", f"{spacing:g} m", f"a spacing that needs at most {MOST_NODES} nodes",
                             "Leave it out, or make it larger.")
        return graded(self.size, skin, spacing)

    def _cells_of_sphere(self) -> int:
        """Cells to the radius in (r, z), even."""
        spacing = self.spacing or max(self._finest_length() / CELLS_OF_SPHERE, self.size / MOST_CELLS_OF_SPHERE)
        cells = 2 * max(4, int(np.ceil(self.size / spacing / 2 - 1e-9)))
        if cells > MOST_CELLS:
            raise InputError("spacing", f"{spacing:g} m", f"at most {MOST_CELLS} cells to a radius",
                             "Make it larger, take a smaller sphere, or use law=london.")
        return cells

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.screening.instruments import Instruments

        made = self._superconductor()
        bodies = self._bodies(made, progress)
        read = Instruments(self.shape, self.law, self.size, self.field, made)
        warnings = (*self._resolution(made), *read.warnings(bodies))
        return Measurement(read.readings(bodies), read.arrays(bodies[0]), bodies[0].status, warnings)

    def _bodies(self, made: Superconductor, progress: Progress) -> list[Screened]:
        """The body on the grid asked for, on one of half as many cells, and on that with half the padding."""
        from onnes.experiments.screening import radial, sphere

        applied = self.field / made.unit_field
        if self._meridian:
            cells, radius = self._cells_of_sphere(), self.size / made.unit_length
            runs = [(cells, self.padding), (cells // 2, self.padding), (cells // 2, self.padding / 2)]
            solves: list[Callable[[], Screened]] = [
                lambda n=n, padding=padding: sphere.sphere(radius, n, padding, made.kappa, applied, self.law)
                for n, padding in runs]
        else:
            nodes = self._nodes() / made.unit_length
            solves = [lambda x=x: radial.body(self.shape, x, made.kappa, applied, self.law)
                      for x in (nodes, nodes[::2])]
        bodies = []
        for index, solve in enumerate(solves):
            progress(index / len(solves), "solving" if index == 0 else "solving on a coarser grid")
            bodies.append(solve())
        return bodies

    def _resolution(self, made: Superconductor) -> tuple[str, ...]:
        from onnes.grids import Grid, resolution_warnings

        nodes = np.linspace(0, self.size, self._cells_of_sphere() + 1) if self._meridian else self._nodes()
        length = np.inf if self.law == "london" else made.unit_length
        return resolution_warnings(Grid([nodes]), length, made.depth)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        """The profile with London's closed form; for a sphere also the field around it."""
        from onnes.plots import figure, profile

        mapped = "field_map" in result.arrays
        made, axes = figure(1, 2 if mapped else 1)
        ax = axes[0] if mapped else axes
        profile(ax, result.arrays["position"].values, {f"computed ({result.inputs['law']})":
                result.arrays["field"].values}, reference={"London, exact": result.arrays["london_field"].values},
                x_label=result.arrays["position"].meaning, label="magnetic field", unit="T",
                title=f"{result.inputs['shape']} in a field".capitalize())
        if mapped:
            _draw_map(axes[1], result)
        return made


def _draw_map(ax, result: Result) -> None:
    from onnes.plots import Panel, field_map

    x, z = result.arrays["x"].values, result.arrays["z"].values
    half = 0.5 * (x[1] - x[0])
    inside = np.hypot(x[None, :], z[:, None]) < result.inputs["size"]["value"]
    field_map(ax, Panel(result.arrays["field_map"].values, (x[0] - half, x[-1] + half, z[0] - half, z[-1] + half), "T",
                        "magnetic field", outline=inside), title="Field around the sphere", names=("x", "z"))
