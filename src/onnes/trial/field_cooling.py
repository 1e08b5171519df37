"""Prediction of field expulsion on cooling by a simulation with the theory's own law of motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onnes.theories import Prediction, observable

if TYPE_CHECKING:
    from onnes.experiments import Progress
    from onnes.results import Result

OBSERVABLE = "field_cooling_expels"
READING = "expelled_fraction"

EXPELLED_ABOVE = 0.95
"""Fraction of the flux outside the penetration layer that must leave to be called expulsion.

Real, strained metal traps some flux (facts E018, E020); in the calculation a clean metal expels nearly all of it.
"""


def simulate(law: dict[str, Any], progress: Progress) -> Result:
    """Run one field cooling with the inputs ``law``; the result holds readings, profiles and frames."""
    from onnes.experiments import experiment

    return experiment("field-cooling", **law).run(progress)


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
        reason=f"simulated in {result.material}: {100 * fraction:.1f} % of the flux outside the penetration layer left",
    )
