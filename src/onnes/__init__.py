"""Onnes: a laboratory for superconductivity.

    import onnes

    film = onnes.Film(onnes.rectangle("800 nm", "400 nm"), material="Nb", temperature="8.8 K", thickness="20 nm")
    solution = onnes.solve(film, time="1 ns", field="20 mT")
    solution.plot("psi")

Everything offered here is imported when it is first used: ``import onnes`` itself loads nothing heavy and changes no
setting of JAX.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from onnes.errors import door

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.circuits import Circuit, read_netlist
    from onnes.devices import (
        Bulk,
        Film,
        Solid,
        Stack,
        Terminal,
        edge,
        ground_plane,
        layer,
        normal,
        pin,
        pins,
        superconductor,
        terminal,
    )
    from onnes.drives import Load, cold_front, fields, from_csv, heat, photon, pulse, ramp, sine, steps
    from onnes.energies import Term
    from onnes.errors import InputError, MissingDataError, OnnesError
    from onnes.experiments import Experiment, experiment
    from onnes.geometry import Shape, disc, ellipse, from_gds, path, polygon, rectangle, ring, shape
    from onnes.laws.running.records import read_running
    from onnes.materials import Material, material
    from onnes.problems.vortex_landscape import VortexLandscape, vortex_landscape
    from onnes.results import Result, save
    from onnes.solutions import (
        PhaseDiagram,
        Solution,
        Sweep,
        minimize,
        phase_diagram,
        solve,
        static_reading,
        sweep,
    )
    from onnes.theories import theory
    from onnes.trial import infer, run_trial

_HOMES = {
    "circuits": ("Circuit", "read_netlist"),
    "devices": ("Bulk", "Film", "Solid", "Stack", "Terminal", "edge", "ground_plane", "layer", "normal", "pin",
                "pins", "superconductor", "terminal"),
    "drives": ("cold_front", "fields", "from_csv", "heat", "photon", "pulse", "ramp", "sine", "steps"),
    "energies": ("Term",),
    "errors": ("InputError", "MissingDataError", "OnnesError"),
    "experiments": ("experiment",),
    "geometry": ("Shape", "disc", "ellipse", "from_gds", "path", "polygon", "rectangle", "ring", "shape"),
    "laws.running.records": ("read_running",),
    "materials": ("Material", "material"),
    "problems.vortex_landscape": ("VortexLandscape", "vortex_landscape"),
    "results": ("Result", "save"),
    "solutions": ("PhaseDiagram", "Solution", "Sweep", "minimize", "phase_diagram", "solve", "static_reading", "sweep"),
    "theories": ("theory",),
    "trial": ("infer", "run_trial"),
}
"""Room -> the names that it offers here."""

_ROOM_OF = {name: room for room, names in _HOMES.items() for name in names}

__all__ = [
    "Bulk",
    "Circuit",
    "Film",
    "InputError",
    "Material",
    "MissingDataError",
    "OnnesError",
    "PhaseDiagram",
    "Result",
    "Shape",
    "Solid",
    "Solution",
    "Stack",
    "Sweep",
    "Term",
    "Terminal",
    "VortexLandscape",
    "__version__",
    "cold_front",
    "disc",
    "edge",
    "ellipse",
    "experiment",
    "fields",
    "from_csv",
    "from_gds",
    "ground_plane",
    "heat",
    "infer",
    "layer",
    "load",
    "material",
    "minimize",
    "movie",
    "normal",
    "path",
    "phase_diagram",
    "photon",
    "pin",
    "pins",
    "plot",
    "polygon",
    "pulse",
    "ramp",
    "read_netlist",
    "read_running",
    "rectangle",
    "ring",
    "run",
    "run_trial",
    "save",
    "shape",
    "sine",
    "solve",
    "static_reading",
    "steps",
    "superconductor",
    "sweep",
    "terminal",
    "theory",
    "vortex_landscape",
]

__version__: str


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        return version("onnes")
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'onnes' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"onnes.{_ROOM_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


@door
def run(name: str, /, *, checkpoint: str | Path | None = None, **inputs: Any) -> Result:
    """Set up and carry out an experiment: ``onnes.run("field-cooling", field="20 mT")``.

    Args:
        checkpoint: folder from which a killed run in time is resumed, see `onnes.experiments.Experiment.run`.

    Raises:
        InputError: an unknown name, or an input of the wrong name, dimension, sign or size.
    """
    from onnes.experiments import experiment

    return experiment(name, **inputs).run(checkpoint=checkpoint)


@overload
def load(path: str | Path, /) -> Result | Solution | Sweep: ...


@overload
def load(resistance: Any = None, inductance: Any = 0.0, capacitance: Any = 0.0, *, source: Any,
         between: tuple[str, str] | None = None) -> Load: ...


def load(*given: Any, **circuit: Any) -> Any:
    """Return the result of an experiment, or the solution or the sweep of a device, that was saved to a file.

    With more arguments than a path, return the circuit around a device: ``onnes.load("50 ohm", source="20 uA")``; see
    `onnes.drives.load`, whose arguments are resistance, inductance, capacitance, source and between.

    Raises:
        InputError: there is no such file, or Onnes did not write it; an argument of a circuit that is none.
    """
    if circuit or len(given) != 1:
        from onnes.drives import load as load_of

        return load_of(*given, **circuit)
    _refuse_resistance(given[0])
    from onnes.results import load as load_result
    from onnes.results import path_of
    from onnes.solutions import storage

    readers = {storage.KIND: storage.load, storage.OF_SWEEP: storage.load_sweep, None: load_result}
    path = path_of(given[0], "path")
    return readers[storage.kind_of(path)](path)


def _refuse_resistance(path: Any) -> None:
    """Refuse a resistance in place of the path of a file: a circuit whose source was forgotten."""
    from onnes.errors import InputError
    from onnes.units import to_si

    try:
        to_si(path, "ohm")
    except InputError:
        return
    raise InputError("source", f"nothing beside a resistance of {path}", "the current or the voltage of the circuit",
                     f'Write onnes.load("{path}", source="20 uA"), or give the path of a file.')


@door
def plot(result: Result, path: str | Path | None = None) -> Figure:
    """Return the picture of an experiment's result; written to ``path`` (.png, .pdf, .svg) if one is given."""
    return _experiment_of(result).plot(result, path)


@door
def movie(result: Result, path: str | Path) -> Path:
    """Write the film of a dynamic experiment's result to ``path`` (.mp4 or .gif)."""
    _experiment_of(result).film(result, Path(path))
    return Path(path)


def _experiment_of(result: Result) -> type[Experiment]:
    from onnes.errors import check_name
    from onnes.experiments import experiments

    check_name("experiment", result.experiment, experiments())
    return experiments()[result.experiment]
