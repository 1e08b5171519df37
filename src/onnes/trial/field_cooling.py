"""Simulations of cooling in a field with a theory's own law of motion, which decide whether it expels the field.

Ginzburg-Landau dynamics says yes or no according to how the metal is cooled. What can be followed is a body of a few
micrometres for microseconds at most; gradients and rates of laboratories are far gentler.

What decides a fact is a front that grows from a nucleus in the middle of the same metal, supercooled to 0.9 Hc. There
some 96 % of the heat is that of eddy currents, so that the outcome hardly depends on how the order parameter relaxes,
which Ginzburg-Landau dynamics gets right only near Tc and in gapless metals. Niobium is cooled in several ways to show
what else the same law does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onnes.theories import Prediction, observable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onnes.experiments import Progress
    from onnes.results import Result

OBSERVABLE = "field_cooling_expels"
READING = "expelled_fraction"

EXPELLED_ABOVE = 0.95
"""Fraction of the flux outside the penetration layer that must leave to be called expulsion.

Real, strained metal traps some flux (facts E018, E020); in the calculation a clean metal expels nearly all of it.
"""


@dataclass(frozen=True)
class Simulation:
    """Cooling of a metal in a field.

    Attributes:
        title: for the report.
        theory: whose law of motion it is; "" for the control, carriers that only accelerate (H1-H6).
        experiment: that is run.
        inputs: of the experiment.
        decides: material whose facts the outcome judges; "" for one that is only shown.
        filmed: whether the report has a film of it.
    """

    title: str
    theory: str
    experiment: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    decides: str = ""
    filmed: bool = True

    def run(self, progress: Progress) -> Result:
        """Run the experiment.

        Raises:
            MissingDataError: the tables lack a quantity of the material.
        """
        from onnes.experiments import experiment

        return experiment(self.experiment, **self.inputs).run(progress)


def _nucleus_in(material: str, filmed: bool = False) -> Simulation:
    """Return the growth from a nucleus in the middle of a cylinder."""
    inputs = {"law": "tdgl", "geometry": "cylinder", "material": material, "p": 0.1}
    return Simulation(f"{material}, from a nucleus in the middle", "conventional", "front", inputs, material, filmed)


CONTROL = "perfect conductor"

SIMULATIONS: dict[str, Simulation] = {
    "Sn": _nucleus_in("Sn", filmed=True),
    "Pb": _nucleus_in("Pb"),
    "Hg": _nucleus_in("Hg"),
    "cold front": Simulation("niobium, a cold front at 2.2 km/s", "conventional", "field-cooling",
                             {"law": "tdgl", "cooling": "front"}),
    "fast front": Simulation("niobium, a cold front at 43 km/s", "conventional", "field-cooling",
                             {"law": "tdgl", "cooling": "front", "front_speed": "43 km/s"}, filmed=False),
    "uniform": Simulation("niobium, everywhere at once", "conventional", "field-cooling",
                          {"law": "tdgl", "cooling": "uniform"}, filmed=False),
    CONTROL: Simulation("carriers that only accelerate", "", "field-cooling",
                        {"theory": "", "law": "perfect-conductor", "cooling": "front"}, filmed=False),
}
"""Name -> simulation. The control has no relaxation and must leave the field unchanged."""


def deciding(theory: str, material: str) -> str | None:
    """Return the name of the simulation that judges a theory by the facts of a material."""
    return next((name for name, one in SIMULATIONS.items() if (one.theory, one.decides) == (theory, material)), None)


def predicted_by(theory: str, result: Result, material: str = "") -> Prediction:
    """Return the prediction of expulsion by a finished simulation, or silence where the simulation did not finish.

    The inputs of the run are recorded as conditions.
    """
    target = observable(OBSERVABLE)
    fraction = result.readings[READING].value if READING in result.readings else None
    inputs = {
        name: {"value": given["value"], "unit": given["unit"], "uncertainty": None, "kind": "condition"}
        for name, given in result.inputs.items()
        if isinstance(given, dict) and "value" in given and "unit" in given
    }
    if not result.ok or not isinstance(fraction, (int, float)) or isinstance(fraction, bool):
        reason = f"the simulation ended {result.status!r} and its reading is not to be trusted"
        return Prediction(theory, target.name, material, None, target.unit, inputs=inputs, reason=reason)
    return Prediction(
        theory=theory,
        observable=target.name,
        material=material,
        value=bool(fraction > EXPELLED_ABOVE),
        unit=target.unit,
        equations=("GL", "TDGL") if theory else (),
        inputs=inputs,
        reason=f"simulated in {result.material}: {in_words(fraction)}",
    )


def in_words(fraction: float) -> str:
    """Return the part of the flux outside the penetration layer that left; below zero it was compressed."""
    if round(1000 * fraction) < 0:
        return f"the flux inside grew by {-100 * fraction:.1f} %: the rim turned superconducting first and pushed it in"
    return f"{100 * fraction:.1f} % of the flux deeper than the penetration layer left"
