"""Onnes: a laboratory for superconductivity.

    import onnes

    result = onnes.run("penetration", material="Nb", field="20 mT")
    result["depth"]

What is offered here is found when it is first used: ``import onnes`` itself loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.errors import InputError, MissingDataError, OnnesError
    from onnes.experiments import Experiment, experiment
    from onnes.laws.running.records import read_running
    from onnes.materials import Material, material
    from onnes.results import Result, load, save
    from onnes.theories import theory
    from onnes.trial import run_trial

__all__ = [
    "InputError",
    "Material",
    "MissingDataError",
    "OnnesError",
    "Result",
    "__version__",
    "experiment",
    "film",
    "load",
    "material",
    "plot",
    "read_running",
    "run",
    "run_trial",
    "save",
    "theory",
]

_HOMES = {
    "InputError": "onnes.errors",
    "Material": "onnes.materials",
    "MissingDataError": "onnes.errors",
    "OnnesError": "onnes.errors",
    "Result": "onnes.results",
    "experiment": "onnes.experiments",
    "load": "onnes.results",
    "material": "onnes.materials",
    "read_running": "onnes.laws.running.records",
    "run_trial": "onnes.trial",
    "save": "onnes.results",
    "theory": "onnes.theories",
}

__version__: str


def __getattr__(name: str) -> Any:
    """What lives in one of the rooms, fetched when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("onnes")
    if name not in _HOMES:
        raise AttributeError(f"module 'onnes' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def run(name: str, /, *, checkpoint: str | Path | None = None, **inputs: Any) -> Result:
    """Set up and carry out an experiment: ``onnes.run("field-cooling", field="20 mT")``.

    Args:
        checkpoint: folder from which a killed run in time is resumed, see `onnes.experiments.Experiment.run`.

    Raises:
        InputError: an unknown name, or an input of the wrong name, dimension, sign or size.
    """
    from onnes.experiments import experiment

    return experiment(name, **inputs).run(checkpoint=checkpoint)


def plot(result: Result, path: str | Path | None = None) -> Figure:
    """The picture of a result; written to ``path`` (.png, .pdf, .svg) if one is given."""
    from onnes.plots import save_figure

    picture = _experiment_of(result).picture(result)
    if path is not None:
        save_figure(picture, path, argument="path")
    return picture


def film(result: Result, path: str | Path) -> Path:
    """Write the film of a dynamic experiment's result to ``path`` (.mp4 or .gif)."""
    _experiment_of(result).film(result, Path(path))
    return Path(path)


def _experiment_of(result: Result) -> type[Experiment]:
    from onnes.errors import unknown_name
    from onnes.experiments import experiments

    if result.experiment not in experiments():
        raise unknown_name("experiment", result.experiment, experiments())
    return experiments()[result.experiment]
