"""Field-cooling results as a run hands them back, made by hand: for tests of what is done with them."""

import pytest

from onnes.results import Reading, Result


def finished(expelled: float, status: str = "completed", law: str = "tdgl") -> Result:
    """A run in which this part of the flux outside the penetration layer left."""
    return Result(
        experiment="field-cooling",
        theory="conventional",
        material="Nb",
        inputs={"field": {"value": 0.01, "unit": "T"}, "law": law, "cooling": "front", "seed": 0},
        readings={
            "expelled_fraction": Reading(expelled, "", None, "part of the flux that left"),
            "trapped_flux_quanta": Reading(10 * (1 - expelled)),
            "time_to_90_percent": Reading(1.5e-9 if expelled > 0.9 else None, "s"),
            "ledger_closure": Reading(1e-3),
        },
        status=status,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def field_cooling():
    return finished
