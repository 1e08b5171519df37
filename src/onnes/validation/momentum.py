"""Momentum of the supercurrent in a growing domain: the sums that any account must reach."""

from __future__ import annotations

from onnes.experiments import experiment
from onnes.validation.checks import check


@check("flat wall, kappa = {kappa:g}, Hc (1 - {p:g}): magnetic impulse on an outflow over that of condensation",
       tolerance=1e-2, slow=True, cases=[{"kappa": 0.2, "p": 0.1}, {"kappa": 0.3, "p": 0.3}, {"kappa": 0.6, "p": 0.1}],
       source="int n s' B dx = int m v d_t n dx by parts, for any wall in steady motion")
def flat_wall(kappa: float, p: float) -> tuple[float, float]:
    result = experiment("momentum", geometry="slab", kappa=kappa, p=p).run()
    return float(result["outflow_over_condensation"]), 1.0


@check("cylinder of {radius} lambda at 0.9 Hc: angular momentum from psi and A over 2 (m/e) pi R^2 B/mu_0",
       tolerance=3e-3, slow=True, cases=[{"radius": 80}, {"radius": 160}],
       source="London: the current flows within lambda of the surface, 1 - 2 lambda/R + (lambda/R)^2")
def cylinder(radius: int) -> tuple[float, float]:
    result = experiment("momentum", size=radius * 50e-9, penetration_depth=50e-9).run()
    # 1 - 2 (lambda/R) I1(R/lambda)/I0(R/lambda), with I1/I0 = 1 - lambda/(2 R) for large R.
    return float(result["final"] / result["full_expulsion"]), 1 - 2 / radius + 1 / radius**2


@check("domain off the middle of a square: angular momentum of super and normal current over that of the field",
       tolerance=2e-3, slow=True, source="Ampere's law, 2 int (H - B/mu_0) dA; every cell of the plane")
def square() -> tuple[float, float]:
    result = experiment("momentum", geometry="square", offset="0.2 um", nucleus="1 um", p=0.15, size="2.6 um").run()
    return 1 + float(result["ampere"]), 1.0
