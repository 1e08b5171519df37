"""Lists of experiments, theories, materials and laws, taken from the public lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rows = list[dict[str, Any]]


def experiments() -> Rows:
    """Return every experiment with its inputs and those of its example."""
    from onnes.experiments import experiments

    return [{"name": name, "summary": made.summary, "dynamic": made.dynamic, "inputs": made.describe_inputs(),
             "example": made.example} for name, made in experiments().items()]


def theories() -> Rows:
    """Return every theory: its description of a superconductor, its validity and its free parameters."""
    from onnes.theories import names, theory

    return [{**theory(name).as_dict(), "summary": theory(name).title} for name in names()]


def materials() -> Rows:
    """Return every material of the tables."""
    from onnes.materials import materials

    return [{"name": one.name, "formula": one.formula, "family": one.family, "phase": one.phase,
             "summary": ", ".join(filter(None, (one.english_name, one.family, one.phase)))} for one in materials()]


def laws() -> Rows:
    """Return every law of motion, with its equation."""
    from onnes.laws import summaries

    return [{"name": name, "summary": summary} for name, summary in summaries().items()]


CATALOGUES: dict[str, Callable[[], Rows]] = {
    "theories": theories,
    "experiments": experiments,
    "materials": materials,
    "laws": laws,
}
