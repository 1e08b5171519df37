"""penetration: the field inside a slab, cylinder or sphere, and its magnetic moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np

from onnes.errors import InputError, MissingDataError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity, temperature_law
from onnes.materials import penetration_depth_of, scales_of, temperature_of
from onnes.units import Scales

if TYPE_CHECKING:
    from onnes.problems.screening.body import Screened

CELLS = 50
"""Cells per length that must be resolved, at the surface of a one-dimensional body; a thin body's size is one."""
CELLS_OF_SPHERE, MOST_CELLS_OF_SPHERE = 6, 60
"""The same in (r, z), and the most cells to a radius that are chosen by default."""
MOST_NODES, MOST_CELLS = 20_000, 240


class Penetration(Experiment):
    """A body at rest in a field: the field inside it and its magnetic moment.

    Under ``law=london`` |psi| = 1: London's theory, beside its closed forms. Under ``law=static`` |psi| is solved for,
    too: Ginzburg-Landau theory, in which a strong field weakens the order parameter and penetrates deeper. The field
    around a sphere is part of the solution.

    Closed forms, with x, r from the centre, d half the thickness, R the radius, lambda the depth [m], B0 the applied
    field [T]: slab ``B = B0 cosh(x/lambda)/cosh(d/lambda)``, cylinder ``B = B0 I0(r/lambda)/I0(R/lambda)``, sphere
    ``m = -2 pi R^3 (B0/mu_0) (1 - 3 (lambda/R) coth(R/lambda) + 3 (lambda/R)^2)``.

    Raises:
        InputError: see `Experiment`; also T above Tc, and a grid with too many nodes.
        MissingDataError: the material lacks a length (give it as an input); London's theory needs lambda only.

    Source: F. and H. London, Proc. R. Soc. A 149, 71 (1935); H4; Ginzburg and Landau 1950.
    """

    name: ClassVar[str] = "penetration"
    summary: ClassVar[str] = "field inside a slab, cylinder or sphere: penetration depth, surface field, moment"
    example: ClassVar[dict[str, Any]] = {"size": "600 nm", "penetration_depth": "60 nm"}
    belonging: ClassVar[Belonging] = {"law": {"static": ("padding",)}, "shape": {"sphere": ("padding",)}}

    law: Literal["london", "static"] = choice("london", "london: |psi| = 1; static: Ginzburg-Landau")
    shape: Literal["slab", "cylinder", "sphere"] = choice("slab", "slab and cylinder lie along the field")
    size: float = quantity("500 nm", "m", "half thickness of the slab, radius of cylinder or sphere", at_least=1e-9,
                            at_most=1)
    field: float = quantity("10 mT", "T", "applied field", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("depth")
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    coherence_length: float | None = quantity(None, "m", "xi, instead of the material's; 50 nm without either", above=0)
    spacing: float | None = quantity(None, "m", "largest spacing of the grid at the surface; chosen if left out",
                                     above=0)
    padding: float = quantity(10.0, "", "radii of vacuum on the grid around a sphere under law=static", at_least=3,
                              at_most=100)

    def check(self) -> None:
        if self.law == "static":
            self._check_scales()
        if self._meridian:
            self._cells_of_sphere()
        else:
            self._nodes()

    def _check_scales(self) -> None:
        """Raise MissingDataError where lambda or xi is neither given nor in the tables."""
        self.depth()
        try:
            self._all_scales()
        except MissingDataError as missing:
            raise missing.or_give("law=london, which needs no coherence length") from None

    @property
    def _meridian(self) -> bool:
        """True for a problem in two dimensions, (r, z)."""
        return self.shape == "sphere" and self.law == "static"

    def depth(self) -> float:
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def _known_scales(self) -> Scales | None:
        """Return the scales; None where lambda or xi is neither given nor in the tables."""
        try:
            return self._all_scales()
        except MissingDataError:
            return None

    def _all_scales(self) -> Scales:
        return scales_of(self.material, self.temperature, self.model, self.penetration_depth, self.coherence_length)

    def scales(self) -> Scales:
        """Return the scales; where xi is unknown, which London's theory does not use, lambda is the unit of length."""
        return self._known_scales() or Scales(self.depth(), self.depth())

    def _finest_length(self) -> float:
        """Return the length that the grid must resolve [m]."""
        scales = self.scales()
        depth = scales.penetration_depth
        return depth if self.law == "london" else min(depth, scales.coherence_length)

    def _nodes(self) -> np.ndarray:
        """Return nodes from the centre to the surface of a one-dimensional body [m]."""
        from onnes.numerics.grading import graded_to_surface

        spacing, depth = self.spacing or min(self._finest_length(), self.size) / CELLS, self.depth()
        if np.arcsinh(self.size / depth) * depth / spacing > MOST_NODES:
            raise InputError("spacing", f"{spacing:g} m", f"a spacing that needs at most {MOST_NODES} nodes",
                             "Leave it out, or make it larger.")
        return graded_to_surface(self.size, depth, spacing)

    def _cells_of_sphere(self) -> int:
        """Return the number of cells to the radius in (r, z), even."""
        spacing = self.spacing or max(self._finest_length() / CELLS_OF_SPHERE, self.size / MOST_CELLS_OF_SPHERE)
        cells = 2 * max(4, int(np.ceil(self.size / spacing / 2 - 1e-9)))
        if cells > MOST_CELLS:
            raise InputError("spacing", f"{spacing:g} m", f"at most {MOST_CELLS} cells to a radius",
                             "Make it larger, take a smaller sphere, or use law=london.")
        return cells

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.penetration.readings import Instruments

        scales, known = self.scales(), self._known_scales()
        bodies = self._bodies(scales, progress)
        read = Instruments(
            shape=self.shape, law=self.law, size=self.size, field=self.field, scales=scales,
            critical_field=known and known.thermodynamic_critical_field,
            temperature=temperature_of(self.material, self.temperature))
        warnings = (*self._resolution(scales), *read.warnings(bodies))
        return Measurement(read.readings(bodies), read.arrays(bodies[0]), bodies[0].status, warnings)

    def _bodies(self, scales: Scales, progress: Progress) -> list[Screened]:
        """Solve on the grid, on one of half as many cells, and for a sphere in (r, z) also with half the padding."""
        from onnes.problems.screening import radial, sphere

        applied, kappa = scales.to_reduced(self.field, "magnetic_field"), scales.kappa
        if self._meridian:
            cells, radius = self._cells_of_sphere(), scales.to_reduced(self.size, "length")
            runs = [(cells, self.padding), (cells // 2, self.padding), (cells // 2, self.padding / 2)]
            solves: list[Callable[[], Screened]] = [
                lambda n=n, padding=padding: sphere.sphere(radius, n, padding, kappa, applied, self.law)
                for n, padding in runs]
        else:
            nodes = self._nodes() / scales.unit("length")
            solves = [lambda x=x: radial.body(self.shape, x, kappa, applied, self.law) for x in (nodes, nodes[::2])]
        bodies = []
        for index, solve in enumerate(solves):
            progress(index / len(solves), "solving" if index == 0 else "solving on a coarser grid")
            bodies.append(solve())
        return bodies

    def _resolution(self, scales: Scales) -> tuple[str, ...]:
        from onnes.grids import Grid, resolution_warnings

        nodes = np.linspace(0, self.size, self._cells_of_sphere() + 1) if self._meridian else self._nodes()
        length = np.inf if self.law == "london" else scales.coherence_length
        return resolution_warnings(Grid([nodes]), length, scales.penetration_depth)
