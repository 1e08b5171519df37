"""Rotating superconductors and the angular momentum of their currents against closed forms and identities."""

from __future__ import annotations

from onnes.experiments import experiment
from onnes.validation.checks import check

_LAWS = [{"law": "london", "start": "cooled"}, {"law": "london", "start": "spun-up"},
         {"law": "perfect-conductor", "start": "spun-up"}]


@check("field of a tin cylinder, {start}, law {law}, at 250 rev/s over -(2 m/q) omega", tolerance=1e-9, reference=1.0,
       source="H52", cases=[*_LAWS, {"law": "perfect-conductor", "start": "cooled", "reference": 0.0},
                            {"law": "tdgl", "start": "cooled", "tolerance": 1e-6, "slow": True},
                            {"law": "tdgl", "start": "spun-up", "tolerance": 1e-6, "slow": True}])
def rotating_field(law: str, start: str) -> float:
    inputs = {"kappa": 0.6} if law == "tdgl" else {"material": "Sn", "radius": "1 mm"}
    return float(experiment("london-moment", law=law, start=start, revolutions="250 Hz", **inputs).run()[
        "field_over_london"])


@check("speed by which the surface electrons of {material} stay behind at 40 rad/s over 2 lambda omega",
       tolerance=5e-4, reference=1.0, source="H53-H55", cases=[{"material": "Pb"}, {"material": "Nb"}])
def lag(material: str) -> float:
    result = experiment("london-moment", material=material, angular_velocity="40 rad/s", start="spun-up").run()
    return float(result["lag_speed"]) / float(result["orbit_speed"])


@check("angular momentum that other forces than Faraday's take from a condensate, {start}, over its rigid rotation",
       tolerance=1e-9, source="H9 in the rotating frame", slow=True,
       cases=[{"start": "cooled", "reference": -1.0}, {"start": "spun-up", "reference": 0.0, "tolerance": 1e-5}])
def condensed_momentum(start: str) -> float:
    """By Ginzburg-Landau theory, where eddy currents and a moving boundary are in between."""
    return float(experiment("london-moment", law="tdgl", start=start, kappa=1.5).run()["from_other_forces_over_rigid"])
