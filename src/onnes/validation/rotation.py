"""Rotating superconductors and the angular momentum of their currents against closed forms and identities."""

from __future__ import annotations

from onnes.carriers.london_moment import london_moment
from onnes.devices import Bulk
from onnes.experiments import experiment
from onnes.geometry import ellipse, polygon, rectangle
from onnes.solutions import solve
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


@check("field in the middle of a rotating {outline} by London's theory in its frame, over -(2 m/q) omega",
       tolerance=1e-3, reference=1.0, source="H52", slow=True,
       cases=[{"outline": "rectangle"}, {"outline": "triangle"}, {"outline": "ellipse"}])
def rotating_outline(outline: str) -> float:
    """The cross-section does not matter: the effective field (2 m/q) omega is expelled from any shape."""
    shape = {"rectangle": rectangle(2e-6, 1e-6), "ellipse": ellipse(1e-6, 0.6e-6),
             "triangle": polygon([(-1.2e-6, -0.8e-6), (1.2e-6, -0.8e-6), (0.0, 1.4e-6)])}[outline]
    body = Bulk(shape, penetration_depth=50e-9, coherence_length=50e-9)
    london = london_moment(600.0)
    field = solve(body, law="london", field=-london, time=1.0, frames=1).data["field"].isel(time=-1)
    return float(field.sel(x_face=0.0, y_face=0.0, method="nearest")) / london + 1


@check("speed by which the surface electrons of {material} stay behind at 40 rad/s over 2 lambda omega",
       tolerance=5e-4, reference=1.0, source="H53-H55", cases=[{"material": "Pb"}, {"material": "Nb"}])
def lag(material: str) -> float:
    result = experiment("london-moment", material=material, angular_velocity="40 rad/s", start="spun-up").run()
    return float(result["lag_speed"]) / float(result["orbit_speed"])


@check("angular momentum that other forces than Faraday's take from a condensate, {start}, over its rigid rotation",
       tolerance=1e-8, source="H9 in the rotating frame", slow=True,
       cases=[{"start": "cooled", "reference": -1.0}, {"start": "spun-up", "reference": 0.0, "tolerance": 1e-5}])
def condensed_momentum(start: str) -> float:
    """By Ginzburg-Landau theory, where eddy currents and a moving boundary are in between."""
    return float(experiment("london-moment", law="tdgl", start=start, kappa=1.5).run()["from_other_forces_over_rigid"])


@check("angular momentum of the screening current of a {shape} of tin, 2 mm, 12 mT, over 2 (m/e) times London's moment",
       tolerance=1e-7, reference=1.0, source="H34; London 1935", cases=[{"shape": "sphere"}, {"shape": "cylinder"}])
def current_momentum(shape: str) -> float:
    result = experiment("gyromagnetic", shape=shape, material="Sn", temperature="1 K", radius="2 mm",
                        field="12 mT").run()
    return float(result["moment_over_closed_form"])


@check("impulse of Faraday's field over the angular momentum of the current of a {shape}, field switched",
       tolerance=1e-11, reference=1.0, source="H9", cases=[{"shape": "sphere"}, {"shape": "cylinder"}])
def faraday_impulse(shape: str) -> float:
    result = experiment("gyromagnetic", shape=shape, penetration_depth="200 nm", procedure="switched").run()
    return float(result["from_faraday"]) / float(result["electrons"])


@check("amplitude of a {shape} of lead on a fibre, field reversed 400 times, over the closed form", tolerance=1e-3,
       reference=1.0, source="Kikoin and Gubar 1940", cases=[{"shape": "sphere"}, {"shape": "cylinder"}])
def amplitude(shape: str) -> float:
    result = experiment("gyromagnetic", shape=shape, material="Pb", quality=40, half_swings=400).run()
    return float(result["last_swing"]) / float(result["steady_swing"])
