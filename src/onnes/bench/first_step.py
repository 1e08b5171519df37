"""Time to the first step of a new film in a process of its own, with an empty folder of compiled programs and again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Any

from onnes.bench.benchmarks import Timing, benchmark

_SIZES = (2_000, 10_000, 40_000)
"""Nodes of the grids."""
_CELLS_PER_XI, _XI = 2, 10e-9
_SCRIPT = "from onnes.bench.first_step import tell; tell({outline!r}, {nodes}, {self_field})"


@benchmark("first step of a rectangle, gamma 10")
def rectangle() -> Timing:
    """Return first steps per second of a square film."""
    return _of("rectangle", False)


@benchmark("first step of a rectangle with self-field, gamma 10")
def rectangle_with_field() -> Timing:
    """Return first steps per second of a square film with the field of its own current."""
    return _of("rectangle", True)


@benchmark("first step of a film with holes, gamma 10")
def perforated() -> Timing:
    """Return first steps per second of a square film with a round and a square hole."""
    return _of("perforated", False)


@benchmark("first step of a film with holes and self-field, gamma 10")
def perforated_with_field() -> Timing:
    """Return first steps per second of a square film with two holes and the field of its own current."""
    return _of("perforated", True)


def tell(outline: str, nodes: int, self_field: bool) -> None:
    """Print, as JSON, how long modules take to import and a run of one step to end, in this process."""
    began = time.perf_counter()
    import_all()
    imported = time.perf_counter()
    processor = time.process_time()
    import onnes

    solution = onnes.solve(film(outline, nodes), time="0.3 fs", frames=1, field="10 mT", self_field=self_field,
                           cells_per_xi=_CELLS_PER_XI)
    print(json.dumps({"import": imported - began, "wall": time.perf_counter() - imported,
                      "processor": time.process_time() - processor, "compilation": solution.compile_seconds}))


def import_all() -> None:
    """Import what a run imports when it first needs it."""
    import importlib
    import pkgutil

    for name in ("devices", "drives", "laws", "readouts", "solutions"):
        package = importlib.import_module(f"onnes.{name}")
        for module in pkgutil.walk_packages(package.__path__, f"onnes.{name}."):
            importlib.import_module(module.name)


def film(outline: str, nodes: int) -> Any:
    """Return a film on a grid of about a number of nodes."""
    import onnes

    side = nodes**0.5 * _XI / _CELLS_PER_XI
    shape = onnes.rectangle(side, side)
    if outline == "perforated":
        shape = shape - onnes.disc(side / 6, (side / 5, 0)) - onnes.rectangle(side / 5, side / 6, (-side / 4, side / 5))
    return onnes.Film(shape, coherence_length=_XI, penetration_depth="200 nm", thickness="10 nm", gamma=10.0,
                      critical_temperature="10 K", temperature="5 K", resistivity="150 nohm m")


def _of(outline: str, self_field: bool) -> Timing:
    """Return first steps per second at the middle size with nothing compiled, beside those with compiled programs."""
    notes: dict[str, Any] = {}
    for nodes in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for state in ("cold", "warm"):
                took = _in_new_process(_SCRIPT.format(outline=outline, nodes=nodes, self_field=self_field), folder)
                notes |= {f"{state} s, {nodes // 1000}k points": took["wall"],
                          f"of it compilation, {state}, {nodes // 1000}k": took["compilation"],
                          f"processor s, {state}, {nodes // 1000}k": took["processor"]}
                notes["import s"] = min(took["import"], notes.get("import s", took["import"]))
    cold, warm = (notes[f"{state} s, {_SIZES[1] // 1000}k points"] for state in ("cold", "warm"))
    return Timing(1 / cold, "first steps/s", 1 / warm, "the same with compiled programs on disk", notes)


def _in_new_process(script: str, folder: str) -> dict[str, float]:
    """Return what a script prints in a new process whose compiled programs are kept in a folder."""
    inherited = {name: value for name, value in os.environ.items() if name != "JAX_COMPILATION_CACHE_DIR"}
    ended = subprocess.run([sys.executable, "-c", script], env=inherited | {"ONNES_CACHE": folder}, check=True,
                           capture_output=True, text=True)
    return json.loads(ended.stdout.splitlines()[-1])
