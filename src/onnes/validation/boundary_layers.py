"""Two-fluid layer at a moving boundary: thin-layer limits, energy and momentum."""

from __future__ import annotations

import math

from onnes.experiments import experiment
from onnes.results import Result
from onnes.validation.checks import check


def _run(**inputs) -> Result:
    return experiment("boundary-layer", penetration_depth="40 nm", field="12 mT", **inputs).run()


@check("boundary without charge motion, thin layer: momentum that condensation must give over n_s m v_y(x0) x0'",
       tolerance=5e-3, reference=1.0, source="H26 at the boundary")
def resting_boundary() -> float:
    return float(_run(width="4 nm", thrust=0.0)["condensation_share"])


@check("thin layer whose superfluid thrusts forward by {thrust:g} lambda: the same share", tolerance=5e-3,
       cases=[{"thrust": 0.5}, {"thrust": 2.0}], source="London's velocity where carriers condense")
def thrust(thrust: float) -> tuple[float, float]:
    return float(_run(width="4 nm", thrust=thrust * 40e-9)["condensation_share"]), math.exp(-thrust)


@check("boundary layer, width {width:g} lambda: kinetic energy of carriers that condense at rest along x over H25",
       tolerance=1e-3, reference=1.0, cases=[{"width": 0.2}, {"width": 3.0}],
       source="int Gamma (m/2) v_s^2 = (B0^2/2 mu_0) x0' for every profile")
def kinetic(width: float) -> float:
    return float(_run(width=width * 40e-9, thrust=0.0)["conventional_kinetic"])


@check("boundary layer of free carriers without thrust: field left over B0", tolerance=1e-9, reference=1.0,
       source="a perfect conductor keeps the field in which it forms, H6")
def kept() -> float:
    return float(_run(law="perfect-conductor", thrust=0.0)["field_left"]) / 12e-3


@check("boundary layer, law={law}: {ledger}", tolerance=1e-11, reference=0.0, source="momentum is conserved",
       cases=[{"law": law, "ledger": ledger} for law in ("london", "perfect-conductor")
              for ledger in ("momentum_balance_x", "momentum_balance_y")])
def momentum(law: str, ledger: str) -> float:
    return float(_run(law=law, carriers="holes", collision_time="3 ps")[ledger])


@check("boundary layer, law={law}: energy_balance", tolerance=1e-3, reference=0.0, source="energy is conserved",
       cases=[{"law": "london"}, {"law": "perfect-conductor"}])
def energy(law: str) -> float:
    return float(_run(law=law, speed="10 cm/s", superfluid_fraction=0.7)["energy_balance"])
