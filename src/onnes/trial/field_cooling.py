"""The experiment at the heart of a trial: is a field expelled on cooling, by the theory's own law of motion?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onnes.theories import Prediction, observable

if TYPE_CHECKING:
    from onnes.experiments import Progress
    from onnes.results import Result

OBSERVABLE = "field_cooling_expels"
READING = "expelled_fraction"

EXPELLED_ABOVE = 0.95
"""Part of the flux outside the penetration layer that must leave to be called expulsion. Real, strained
metal traps some (facts E018, E020), and what a clean one expels in the calculation ends close to 1."""


def simulate(law: dict[str, Any], progress: Progress) -> Result:
    """One field cooling with the inputs ``law``; the result holds readings, profiles and frames."""
    from onnes.experiments import experiment

    return experiment("field-cooling", **law).run(progress)


def predicted_by(theory: str, result: Result, material: str = "") -> Prediction:
    """What a finished simulation says of expulsion; silence where it did not come to an end.

    The numbers that went in are the inputs of the run, as conditions.
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
        equations=("GL", "relax") if theory else (),
        inputs=inputs,
        reason=f"simulated in {result.material}: {100 * fraction:.1f} % of the flux outside the penetration layer left",
    )
