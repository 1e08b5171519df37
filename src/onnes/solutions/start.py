"""The state in which a run of a device begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.devices.model import Model
from onnes.energies import Drive, FreeEnergy, State, uniform_state
from onnes.errors import InputError
from onnes.grids.operators import grad
from onnes.grids.solvers.vectors import axpy
from onnes.laws.outcome import Outcome
from onnes.solutions.drive import ReducedDrive

_SAME = 1e-12


def superconducting(model: Model, drive: Drive) -> State:
    """Return the state in equilibrium at the drive's temperature, without field and current."""
    return _on_device(model, np.sqrt(np.clip(np.asarray(drive.condensation), 0.0, None)) * np.ones(model.grid.shape))


def normal(model: Model, kT: float, seed: int) -> State:
    """Return the normal state with small thermal fluctuations of psi.

    Args:
        kT: in the unit of energy; each mode has about this energy.
    """
    noise = np.random.default_rng(seed).normal(size=(2, *model.grid.shape))
    stiffness = np.asarray(model.sample.node_volume) + _sum_of_weights(model)
    size = np.sqrt(kT / (2 * np.where(stiffness > 0, stiffness, np.inf)))
    return _on_device(model, size * (noise[0] + 1j * noise[1]))


def _sum_of_weights(model: Model) -> np.ndarray:
    """Return the sum of the weights of the edges of every node."""
    total = np.zeros(model.grid.shape)
    for axis, weight in enumerate(model.sample.edge_weight[:2]):
        for side in ((0, 1), (1, 0)):
            total += np.pad(np.asarray(weight), [side if a == axis else (0, 0) for a in (0, 1)])
    return total


def _on_device(model: Model, psi: np.ndarray) -> State:
    psi = np.where(np.asarray(model.sample.node_volume) > 0, psi, 0.0).astype(complex)
    if model.pinned is not None:
        psi = np.where(model.pinned, np.nan_to_num(model.held), psi)
    return State(jnp.asarray(psi), uniform_state(model.grid).A)


def jumped(model: Model, before: Drive, after: Drive, start: State | Outcome) -> State | Outcome:
    """Return the start of a run whose applied field differs from the one that the state is in.

    With self-field the currents of the film jump so that A stays; the state is then the start. Without it A follows the
    applied field at once, and the impulse of the normal current is conserved: ``A + da + grad phi`` with
    ``div w (da + grad phi) = 0``.
    """
    sheet = model.energy.sheet
    if sheet is None or _largest_change(model.energy, before, after) <= _SAME:
        return start
    state = start.state if isinstance(start, Outcome) else start
    return state if sheet.kernel is not None else State(state.psi, _moved(model.energy, before, after, state.A))


@eqx.filter_jit
def _largest_change(energy: FreeEnergy, before: Drive, after: Drive):
    sheet, sample = energy.sheet, energy.sample
    assert sheet is not None
    change = axpy(-1.0, sheet.applied(before, sample), sheet.applied(after, sample))
    return jnp.max(jnp.stack([jnp.max(jnp.abs(leaf)) for leaf in jax.tree.leaves(change)]))


@eqx.filter_jit
def _moved(energy: FreeEnergy, before: Drive, after: Drive, A):
    sheet, sample = energy.sheet, energy.sample
    assert sheet is not None
    change = axpy(-1.0, sheet.applied(before, sample), sheet.applied(after, sample))
    # source_of projects a - a_applied; at zero applied field that is the change itself.
    none = Drive(0.0, current=jnp.zeros_like(after.current))
    chi = sheet.source_of(sample, change, none).potential
    change = axpy(-1.0, grad(sample.grid, chi), change)
    return tuple(None if a is None else a + c / length
                 for a, c, length in zip(A, change, sample.edge_length, strict=True))


def start_of(model: Model, drive: ReducedDrive, given: Any, kT: float, seed: int) -> State | Outcome:
    """Return the state or the earlier outcome from which a run begins.

    Args:
        given: None for the superconducting state in no field, to which the field of the drive is then switched on;
            "normal"; or a `Solution` of the same device on the same grid.

    Raises:
        InputError: another start, or a solution on another grid.
    """
    from onnes.solutions.solution import Solution

    now = drive.at(0.0)
    if isinstance(given, Solution):
        outcome = given.outcome
        if outcome.state.psi.shape != model.grid.shape or not np.allclose(given.model.unit, model.unit):
            raise InputError("start", f"a solution on a grid of {outcome.state.psi.shape}",
                             f"one on the grid of this run, {model.grid.shape}",
                             "Give this run the same device and cells_per_xi.")
        if given.model.self_field != model.self_field:
            outcome = replace(outcome, continuation=None)
        return jumped(model, given.last_drive, now, outcome)
    if given is None:
        state = superconducting(model, now)
    elif given == "normal":
        state = normal(model, kT, seed)
    else:
        raise InputError("start", given, 'None, "normal", or a Solution')
    nothing = eqx.tree_at(lambda d: (d.applied_field, d.applied_circulation), now,
                          (jnp.zeros(3), (jnp.zeros(()), jnp.zeros(()))))
    return jumped(model, nothing, now, state)
