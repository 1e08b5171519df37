"""routes: three ways in which a cylinder could expel its field, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pydantic

from onnes.errors import InputError
from onnes.experiments.cooled_metal import CooledMetal
from onnes.experiments.experiment import Measurement, Progress, quantity
from onnes.experiments.type_one_metal import LARGEST_KAPPA

if TYPE_CHECKING:
    from onnes.experiments.routes.setting import Setting

_DEPTHS_ACROSS, _SUPERCRITICAL, _WALLS = 24.0, 1.2, 2.0
"""Defaults: radius in lambda; nucleus over the critical one, and least one in xi: the
critical radius is that of a thin wall."""


class Routes(CooledMetal):
    """Expulsion of the field Hc (1 - p) from a cylinder along it, by the three routes of Fig. 1.

    (a) a current along the whole surface that starts everywhere at once, (b) superconducting nuclei at random places
    that grow and merge, (c) one nucleus on the axis that grows to the surface. All three start in the uniform field and
    follow time-dependent Ginzburg-Landau theory with Maxwell's equations in the cross-section (lengths in xi, fields
    in Bc2, times in tau, sigma in tau/(mu_0 lambda^2))::

        d_t psi = (1 - |psi|^2) psi + (grad - iA)^2 psi,   sigma d_t A = Im psi* (grad - iA) psi - kappa^2 curl curl A

    (a) starts with psi = 1 everywhere. Beside it stands (a) with psi held, where the field does fall everywhere at
    once: mu_0 sigma d_t A = lap A - A/lambda^2 (in Gaussian units 4 pi sigma/c^2 in place of mu_0 sigma), so
    B = B0 exp(-t/(mu_0 sigma lambda^2)) deep inside. It needs carriers that move at e B r/(2 m) from the first moment,
    of the energy B^2/(2 mu_0) R^2/(8 lambda^2) per volume. Nuclei in (b) have phases of their own, and trap flux
    between them. Perfect conductors keep the field whatever the route (H6).

    Validity: type I near Tc, long cylinder of tens of lambda. Between Hc3 and Hc normal metal is metastable, so that
    only the nuclei grow; below Hc3, about 2.4 kappa Hc, the surface turns superconducting by itself and keeps the flux
    in (a warning).

    Raises:
        InputError: see `Experiment`; also a material of type II, a nucleus that shrinks, nuclei that find no place,
            too fine a grid.
        MissingDataError: the material lacks a length (give one).

    Source: Hirsch, section IV, Fig. 1, H5-H6; reference [37] for a single nucleus on the axis.
    """

    name: ClassVar[str] = "routes"
    summary: ClassVar[str] = "three ways to expel a field: surface current, random nuclei, one nucleus; B, E, J, heat"
    dynamic: ClassVar[bool] = True
    usual_kappa: ClassVar[float] = 0.3
    largest_grid: ClassVar[int] = 100_000
    example: ClassVar[dict[str, Any]] = {"radius": "0.8 um", "domains": 2, "cells": 1}

    p: float = quantity(0.22, "", "1 - H/Hc of the applied field", at_least=0.01, at_most=0.9)
    kappa: float | None = quantity(None, "", "lambda/xi; 0.3 if left out, or the material's", at_least=0.1,
                                   below=LARGEST_KAPPA)
    radius: float | None = quantity(None, "m", f"of the cylinder; {_DEPTHS_ACROSS:g} lambda if left out", above=0)
    nucleus: float | None = quantity(None, "m", f"radius of each nucleus; {_SUPERCRITICAL:g} of the critical one or "
                                     f"{_WALLS:g} xi if left out, the larger", above=0)
    domains: int = pydantic.Field(default=3, description="nuclei of route (b), at least 2")
    duration: float | None = quantity(None, "s", "of the runs; chosen for the front if left out", above=0)

    def check(self) -> None:
        from onnes.experiments.routes.setting import places

        if self.domains < 2:
            raise InputError("domains", self.domains, "at least 2 nuclei", "One nucleus is route (c).")
        super().check()
        if self.scales.kappa >= LARGEST_KAPPA:
            raise InputError("material", f"{self.material}, kappa = {self.scales.kappa:.3g}",
                             f"a kappa below {LARGEST_KAPPA:g}", "Choose a type I metal, or give kappa.")
        setting = self.setting
        self.check_size(setting)
        if setting.nucleus <= setting.critical_nucleus:
            given, least = (self.scales.to_si(r, "length") for r in (setting.nucleus, setting.critical_nucleus))
            raise InputError("nucleus", f"{given:.3g} m", f"more than delta/(2 p) = {least:.3g} m",
                             "A smaller one shrinks. Make it larger, or p.")
        places(setting)

    def expected_seconds(self) -> float:
        return self.setting.expected_seconds

    @property
    def setting(self) -> Setting:
        """The run in reduced units."""
        from onnes.experiments.routes.setting import Setting
        from onnes.problems.front.tdgl import wall_energy

        scales = self.scales
        critical = wall_energy(scales.kappa) * scales.kappa / (2 * self.p)
        radius = self.radius or _DEPTHS_ACROSS * scales.penetration_depth
        given = {name: None if value is None else scales.to_reduced(value, kind) for name, value, kind in (
            ("nucleus", self.nucleus, "length"), ("duration", self.duration, "time"))}
        return Setting(scales, self.p, scales.to_reduced(radius, "length"), scales.kappa / self.cells,
                       given["nucleus"] or max(_SUPERCRITICAL * critical, _WALLS), critical, self.domains, self.seed,
                       given["duration"])

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.routes.run import measure

        return measure(self.setting, progress)
