"""bodies: a ring, a hollow and a solid cylinder cooled in a field, which is then switched off."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.problems.expulsion.scales import scales_of_metal
from onnes.results import Result
from onnes.units import Scales

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.experiments.bodies.setting import Setting

LARGEST_GRID = 60_000
"""Most nodes of a cross-section."""
_KAPPA, _CONDUCTIVITY, _DEPTHS_ACROSS = 0.5, 1e8, 20.0
"""Defaults: kappa, conductivity [S/m], radius in lambda."""


class Bodies(Experiment):
    """Field through a thin ring, a thick-walled hollow body and a solid one, cooled in the field; then without it.

    Long bodies along the field, in cross-section. A cold front grows from the axis while the field stays; then the
    field is switched off. Each body follows two laws::

        d_t psi = (epsilon - |psi|^2) psi + (grad - iA)^2 psi,   sigma d_t A = J_s - kappa^2 curl curl A      (tdgl)
        d_t J = -epsilon d_t A,   J = kappa^2 curl curl A                                        (perfect-conductor)

    in units xi, Bc2, tau, epsilon = (Tc - T(r, t))/(Tc - T). A perfect conductor keeps the flux of all three
    (Lippmann's theorem: E = 0 inside, so that the flux does not change; H6). Under tdgl the fluxoid of a hole is a
    whole number that stays when the field goes, and a body without a hole has none to keep:

        SI: Phi + mu_0 lambda^2 oint J dl = n Phi_0,   Gaussian: Phi + (4 pi lambda^2/c) oint J dl = n Phi_0

    Validity: near Tc; long bodies. A hollow sphere is not one: a loop around its wall can be contracted over a pole, so
    that its flux is metastable, kept by the barrier of the wall, and not by a winding number.

    Raises:
        InputError: see `Experiment`; also walls thinner than two cells, too fine a grid.
        MissingDataError: the material lacks a length (give one).

    Source: G. Lippmann, C. R. Acad. Sci. 168, 73 (1919); H. Kamerlingh Onnes and W. Tuyn, Commun. Leiden suppl. 50a
        (1924); W. Meissner and R. Ochsenfeld, Naturwiss. 21, 787 (1933); Hirsch, section I, refs [8]-[10].
    """

    name: ClassVar[str] = "bodies"
    summary: ClassVar[str] = "ring, hollow and solid body cooled in a field: flux kept, kept, expelled; two laws"
    dynamic: ClassVar[bool] = True
    example: ClassVar[dict[str, Any]] = {"radius": "0.5 um", "cells": 1, "front_speed": 0.16}

    field: float = quantity(0.3, "", "applied field over Hc", above=0, below=1)
    kappa: float | None = quantity(None, "", "lambda/xi; 0.5 if left out, or the material's", at_least=0.1, at_most=20)
    penetration_depth: float | None = quantity(None, "m", "lambda; 50 nm if left out, or the material's", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = choice("two_fluid", "how the material's lengths depend on temperature")
    conductivity: float = quantity(f"{_CONDUCTIVITY:g} S/m", "S/m", "of the normal metal", above=0)
    relaxation: float = quantity(5.79, "", "D tau/lambda^2: tau is the relaxation time of psi", above=0)
    radius: float | None = quantity(None, "m", f"outer radius; {_DEPTHS_ACROSS:g} lambda if left out", above=0)
    ring: float = quantity(0.75, "", "inner over outer radius of the ring", above=0, below=1)
    hollow: float = quantity(0.4, "", "inner over outer radius of the hollow body", above=0, below=1)
    front_speed: float = quantity(0.08, "", "speed of the cold front, in xi/tau", above=0)
    seed: int = pydantic.Field(default=0, description="of the small psi from which superconductivity grows")
    cells: float = quantity(1.5, "", "cells per smaller of lambda and xi", at_least=1)

    def check(self) -> None:
        if self.seed < 0:
            raise InputError("seed", self.seed, "a whole number from 0")
        setting = self.setting
        if setting.field >= 1:
            raise InputError("field", self.field, f"below Hc2 = {2**0.5 * setting.kappa:.3g} Hc",
                             "Above it a type I metal stays normal without a nucleus; the experiment routes has one.")
        if setting.nodes > LARGEST_GRID:
            raise InputError("radius", f"{setting.radius / setting.kappa:.3g} lambda", "a cross-section of at most "
                             f"{LARGEST_GRID:,} nodes, not {setting.nodes:.3g}", "Make it smaller, or cells= fewer.")
        for name in ("ring", "hollow"):
            wall = (1 - getattr(self, name)) * setting.radius / setting.spacing
            if wall < 2:
                raise InputError(name, getattr(self, name), f"a wall of at least two cells, not {wall:.2g}",
                                 "Make it thicker, or the body larger, or cells= more.")

    @cached_property
    def scales(self) -> Scales:
        """Scales of the metal, tau from the relaxation."""
        return scales_of_metal(self.material, self.temperature, self.model, self.penetration_depth, self.kappa, _KAPPA,
                               self.conductivity, self.relaxation)

    @cached_property
    def setting(self) -> Setting:
        """The run in reduced units."""
        from onnes.experiments.bodies.setting import Setting

        scales = self.scales
        radius = scales.to_reduced(self.radius or _DEPTHS_ACROSS * scales.penetration_depth, "length")
        return Setting(scales, self.field / (2**0.5 * scales.kappa), radius, self.ring * radius, self.hollow * radius,
                       min(1.0, scales.kappa) / self.cells, self.front_speed, self.seed)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.bodies.run import measure

        return measure(self.setting, progress)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.bodies.picture import picture

        return picture(result)

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        from onnes.experiments.bodies.picture import film

        film(result, path)
