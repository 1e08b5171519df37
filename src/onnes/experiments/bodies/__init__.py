"""bodies: a ring, a hollow and a solid cylinder cooled in a field, which is then switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from onnes.errors import InputError
from onnes.experiments.cooled_metal import CooledMetal
from onnes.experiments.experiment import Measurement, Progress, quantity

if TYPE_CHECKING:
    from onnes.experiments.bodies.setting import Setting

_DEPTHS_ACROSS = 20.0
"""Radius in lambda where none is given."""


class Bodies(CooledMetal):
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
    usual_kappa: ClassVar[float] = 0.5
    largest_grid: ClassVar[int] = 60_000
    example: ClassVar[dict[str, Any]] = {"radius": "0.5 um", "cells": 1, "front_speed": 0.16}

    field: float = quantity(0.3, "", "applied field over Hc", above=0, below=1)
    kappa: float | None = quantity(None, "", "lambda/xi; 0.5 if left out, or the material's", at_least=0.1, at_most=20)
    radius: float | None = quantity(None, "m", f"outer radius; {_DEPTHS_ACROSS:g} lambda if left out", above=0)
    ring: float = quantity(0.75, "", "inner over outer radius of the ring", above=0, below=1)
    hollow: float = quantity(0.4, "", "inner over outer radius of the hollow body", above=0, below=1)
    front_speed: float = quantity(0.08, "", "speed of the cold front, in xi/tau", above=0)

    def check(self) -> None:
        super().check()
        setting = self.setting
        if setting.field >= 1:
            raise InputError("field", self.field, f"below Hc2 = {2**0.5 * setting.kappa:.3g} Hc",
                             "Above it a type I metal stays normal without a nucleus; the experiment routes has one.")
        self.check_size(setting)
        for name in ("ring", "hollow"):
            share, cells = getattr(self, name), setting.radius / setting.spacing
            if (1 - share) * cells < 2:
                raise InputError(name, share, f"a wall of at least two cells, not {(1 - share) * cells:.2g}",
                                 "Make it thicker, or the body larger, or cells= more.")
            if share * cells < 1:
                raise InputError(name, share, f"at least {1 / cells:.3g}, a hole of one cell in radius",
                                 "Make it wider, or the body larger, or cells= more.")

    def expected_seconds(self) -> float:
        return self.setting.expected_seconds

    @property
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
