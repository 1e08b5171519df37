"""Series of a run of several states (temperature, field), each repeated several times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

Report = Callable[[float], None]
"""Function that is told the share of a run that is done."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class States:
    """Temperatures and fields of the states that are run side by side, shape (S,) each.

    Attributes:
        inverse: (mu_0/4 pi) mu^2/(a^3 k T), eta included.
        field: mu B over the same energy.
    """

    inverse: jax.Array
    field: jax.Array


@dataclass(frozen=True)
class Record:
    """Observations of each state. Series have one entry a sweep; warming up is left out but of the frames.

    Attributes:
        energy: of all units without field, in (mu_0/4 pi) mu^2/a^3, shape (sweeps, repeats, S).
        coulomb: of all units, in e^2/(4 pi eps_0 a), same shape; zero without charges.
        aligned: <mu . b>/mu, b the direction of the field, same shape.
        order: order parameter, shape (sweeps, repeats, S, K).
        spacing: mean distance of the nearest unit, in a, shape (sweeps, repeats, S).
        accepted: mean acceptance, shape (S,).
        directions, places: at the end, of each repeat and state, shape (repeats, S, N, 3).
        frames, frame_places: of the first repeat of chosen states, warming up included, shape (frames, states, N, 3).
        frame_sweeps: number of the sweep of a frame, shape (frames,), zero at the end of the warming up.
    """

    energy: np.ndarray
    coulomb: np.ndarray
    aligned: np.ndarray
    order: np.ndarray
    spacing: np.ndarray
    accepted: np.ndarray
    directions: np.ndarray
    places: np.ndarray
    frames: np.ndarray
    frame_places: np.ndarray
    frame_sweeps: np.ndarray


@dataclass(frozen=True)
class Plan:
    """Length of a run.

    Attributes:
        warming: sweeps before anything is read.
        sweeps: after them.
        repeats: independent runs of each state.
        blocks: parts of the run, at the end of each of which a frame is kept.
        shown: indices of the states whose frames are kept.
    """

    warming: int
    sweeps: int
    repeats: int
    blocks: int
    shown: tuple[int, ...]

    def lengths(self) -> list[tuple[int, bool]]:
        """Return the sweeps of each block and whether it belongs to the warming up; all have one length."""
        length = max(1, (self.warming + self.sweeps) // self.blocks)
        before, after = (-(-each // length) for each in (self.warming, self.sweeps))
        return [(length, True)] * before + [(length, False)] * after


def random_directions(key: jax.Array, shape: tuple[int, ...]) -> jax.Array:
    """Return unit vectors of uniform direction, shape (*shape, 3)."""
    drawn = jax.random.normal(key, (*shape, 3))
    return drawn / jnp.linalg.norm(drawn, axis=-1, keepdims=True)
