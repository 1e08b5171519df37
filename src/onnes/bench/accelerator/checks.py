"""The same computation on the device and on the CPU of the same process, compared number by number.

On a machine without an accelerator the CPU is compared with itself, which shows only that the programs run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import equinox as eqx
import jax
import numpy as np

from onnes.bench.accelerator.sizes import Sizes
from onnes.bench.square_film import SquareFilm, finished
from onnes.drives.protocols import Steady
from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample
from onnes.grids.edges import edgewise
from onnes.grids.gathering import on_host
from onnes.laws.tdgl import TDGL
from onnes.numerics.jax_settings import as_array
from onnes.readouts.film import magnetic_moment, mean_density
from onnes.results.strict_json import json_ready

ALLOWED = 1e-10
"""Largest relative difference from the CPU: far above rounding, far below any error of a grid or a step."""
_KAPPA, _SPACING, _FIELD, _STEP, _PEARL = 2.0, 0.5, 0.1, 0.05, 20.0


@dataclass(frozen=True)
class Check:
    """Result of a comparison.

    Attributes:
        deviation: largest relative difference from the CPU; nan if there is no result.
        outcome: "agrees", "the CPU itself" where there is no other device, "differs", or why there is no result.
    """

    name: str
    deviation: float
    outcome: str
    allowed: float = ALLOWED

    @classmethod
    def of(cls, name: str, work: Callable[[], Any]) -> Check:
        """Compare the results of a computation on the first device of JAX and on the CPU."""
        device, processor = jax.devices()[0], jax.devices("cpu")[0]
        deviation = largest_deviation(_on(device, work), _on(processor, work))
        agrees = "the CPU itself" if device == processor else "agrees"
        return cls(name, deviation, agrees if deviation <= ALLOWED else "differs")

    @property
    def ok(self) -> bool:
        """Return whether device and CPU agree."""
        return self.deviation <= self.allowed

    def as_dict(self) -> dict[str, Any]:
        """Return the check as JSON."""
        return json_ready(asdict(self))


def checks(sizes: Sizes) -> dict[str, Callable[[], Any]]:
    """Return the computations to compare, by name."""
    n, m = sizes.checked, sizes.checked_block
    films = {kind: SquareFilm(side=0.3 * (n - 1), gamma=1.0, pearl=pearl, roughness=0.1)
             for kind, pearl in (("film", None), ("film with self-field", _PEARL))}
    return {
        f"check: force in bulk, {n} x {n}": partial(force, (n, n)),
        f"check: force in bulk, {m} x {m} x {m}": partial(force, (m, m, m)),
        f"check: a step in bulk, {n} x {n}": partial(step_in_bulk, (n, n)),
        **{f"check: a step of a {kind}, {n} x {n}": partial(step_of_film, film) for kind, film in films.items()},
        f"check: a film with self-field to t = {sizes.until:g}, {n} x {n}":
            partial(run_of_film, films["film with self-field"], sizes.until)}


def largest_deviation(found: Any, expected: Any) -> float:
    """Return the largest difference of any array, relative to the largest number in it; inf for what is not finite."""
    if jax.tree.structure(found) != jax.tree.structure(expected):
        return np.inf
    return max(map(_deviation, jax.tree.leaves(found), jax.tree.leaves(expected)))


def _deviation(found: np.ndarray, expected: np.ndarray) -> float:
    if np.shape(found) != np.shape(expected) or not (np.isfinite(found).all() and np.isfinite(expected).all()):
        return np.inf
    difference, size = np.max(np.abs(found - expected)), np.max(np.abs(expected))
    return float(difference / size) if size else (np.inf if difference else 0.0)


def _on(device: Any, work: Callable[[], Any]) -> Any:
    with jax.default_device(device):
        return jax.tree.map(on_host, work())


def force(shape: tuple[int, ...]) -> State:
    """Return dF/dpsi* and dF/dA of a body in a field, at a random state."""
    energy, state = _body(shape)
    return eqx.filter_jit(FreeEnergy.gradient)(energy, state, _drive())


def step_in_bulk(shape: tuple[int, ...]) -> State:
    """Return psi and A after a step from a random state."""
    energy, state = _body(shape)
    law = TDGL(energy, Steady(_drive()), conductivity=1.0, fixed_step=_STEP)
    return finished(law.run(state, _STEP, every=_STEP)).state


def step_of_film(film: SquareFilm) -> tuple:
    """Return psi, A and the sheet current after a step of a film."""
    law = film.law(fixed_step=_STEP)
    run = finished(law.run(film.start(law), _STEP, every=_STEP))
    return run.state, run.current


def run_of_film(film: SquareFilm, until: float) -> dict[str, Any]:
    """Return mean density and moment at the end of a run with steps of its own choice, and their number."""
    law = film.law()
    run = finished(law.run(film.start(law), until, every=until))
    sample = law.energy.sample
    return {"mean density": mean_density(sample, run.state), "moment": magnetic_moment(sample, run.current),
            "steps": run.steps}


def _body(shape: tuple[int, ...]) -> tuple[FreeEnergy, State]:
    grid, random = Grid(tuple(_SPACING * np.arange(n) for n in shape)), np.random.default_rng(0)
    psi = 0.8 + 0.1 * (random.normal(size=grid.shape) + 1j * random.normal(size=grid.shape))
    A = edgewise(lambda a: as_array(0.1 * random.normal(size=a.shape)), uniform_state(grid).A)
    return ginzburg_landau(Sample(grid), _KAPPA), State(as_array(psi), A)


def _drive() -> Drive:
    return Drive(applied_field=(0.0, 0.0, _FIELD))
