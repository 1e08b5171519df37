"""The state in which a run of a device begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.devices import Device, Film
from onnes.devices.film_heat import film_heat
from onnes.devices.inductance import angle_around, face_of_each_hole
from onnes.devices.model import Model
from onnes.devices.recording import Unit
from onnes.energies import Drive, SheetField, State, uniform_state
from onnes.energies.landau_level import abrikosov_lattice
from onnes.energies.periodic import repeated
from onnes.errors import InputError, check_name
from onnes.grids import Sample
from onnes.laws.outcome import Continuation, Outcome
from onnes.numerics.jax_settings import as_array
from onnes.solutions.circuit import first_circuit
from onnes.solutions.drive import DeviceDrive, ReducedDrive
from onnes.units import finite_si

if TYPE_CHECKING:
    from onnes.laws.heat import HeatState
    from onnes.solutions.solution import Solution

_whole = eqx.filter_jit(repeated)
_DISTURBED = 1e-2
"""Noise of a first lattice of vortices."""
_MOST_QUANTA = 1e6


def superconducting(model: Model, drive: Drive) -> State:
    """Return the state in equilibrium at the drive's temperature, without field and current.

    In a cell that repeats in both directions the flux is there from the start, and with it a lattice of vortices near
    the triangular one, slightly disturbed so that no symmetry of the first state stays.
    """
    if len(model.grid.periodic) < 2:
        return _on_device(model, drive, _equilibrium(drive))
    lattice = abrikosov_lattice(model.grid, float(drive.applied_field[2]))
    noise = np.random.default_rng(0).normal(size=(2, *model.grid.shape))
    psi = _equilibrium(drive) * (lattice + _DISTURBED * (noise[0] + 1j * noise[1]))
    return _repeated(model, drive, _on_device(model, drive, psi, _applied(drive, model.sample)))


@eqx.filter_jit
def _applied(drive: Drive, sample: Sample) -> Any:
    """Return the circulations of the applied field's vector potential, in space ``B x r/2``."""
    if len(sample.grid.resolved) == 2:
        return SheetField.applied(drive, sample)
    B, r = drive.applied_field, [jnp.asarray(nodes) for nodes in sample.grid.nodes]

    def spread(values, axis):
        return values.reshape([-1 if a == axis else 1 for a in range(3)])

    found = []
    for d in range(3):
        i, j = (d + 1) % 3, (d + 2) % 3
        A = 0.5 * (B[i] * spread(r[j], j) - B[j] * spread(r[i], i))
        found.append(jnp.broadcast_to(A * sample.edge_length[d], sample.grid.cell_shape((d,))))
    return tuple(found)


def _repeated(model: Model, drive: Drive, state: State) -> State:
    """Return a state whose rim agrees with its images, in a periodic cell."""
    return _whole(model.grid, state, drive) if model.grid.periodic else state


def normal(model: Model, drive: Drive, kT: float, seed: int) -> State:
    """Return the normal state in the applied field, with small thermal fluctuations of psi.

    Args:
        kT: in the unit of energy; each mode has about this energy.
    """
    noise = np.random.default_rng(seed).normal(size=(2, *model.grid.shape))
    stiffness = np.asarray(model.sample.node_volume) + _sum_of_weights(model)
    size = np.sqrt(kT / (2 * np.where(stiffness > 0, stiffness, np.inf)))
    return _repeated(model, drive, _on_device(model, drive, size * (noise[0] + 1j * noise[1]),
                                              _applied(drive, model.sample)))


def _held_at(model: Model, drive: Drive, psi: jnp.ndarray) -> jnp.ndarray:
    """Return psi with the size that terminals hold at the temperature of a drive, its phase as it was."""
    if model.pinned is None or not np.any(model.held > 0):
        return psi
    size = np.where(model.held > 0, _equilibrium(drive), np.abs(psi))
    return as_array(np.where(model.held > 0, size * np.exp(1j * np.angle(psi)), psi))


def _equilibrium(drive: Drive) -> np.ndarray:
    """Return |psi| without field and current at the temperature of a drive; 0 above Tc."""
    return np.sqrt(np.clip(np.asarray(drive.condensation), 0.0, None))


def _sum_of_weights(model: Model) -> np.ndarray:
    """Return the sum of the weights of the edges of every node."""
    total = np.zeros(model.grid.shape)
    for axis in model.grid.resolved:
        weight = np.asarray(model.sample.edge_weight[axis])
        for side in ((0, 1), (1, 0)):
            total += np.pad(weight, [side if a == axis else (0, 0) for a in range(total.ndim)])
    return total


def _on_device(model: Model, drive: Drive, psi: np.ndarray, circulations: Any = None) -> State:
    psi = np.where(np.asarray(model.sample.node_volume) > 0, psi, 0.0).astype(complex)
    if model.pinned is not None:
        psi = np.where(model.pinned, np.nan_to_num(model.held) * _equilibrium(drive), psi)
    A = uniform_state(model.grid).A if circulations is None else model.sample.per_length(circulations)
    return State(as_array(psi), A)


def _remembered(outcome: Outcome, model: Model, drive: DeviceDrive, given: Solution) -> Continuation | None:
    """Return what the stepper may keep: at a kink of the drive the length of its step, at a jump nothing.

    Nothing either of a device with other units, since currents and potentials are kept in these.
    """
    if outcome.continuation is None or given.model.self_field != model.self_field:
        return None
    if _units(given.device) != _units(drive.device):
        return None
    if drive.continues(given.drive, given.end):
        return outcome.continuation
    return Continuation(None, outcome.continuation.step) if drive.meets(given.drive, given.data) else None


def _heat_of(outcome: Outcome, model: Model, drive: DeviceDrive, given: Solution) -> HeatState | None:
    """Return the heat of the electrons at the end of a solution; None if they were as warm as their bath.

    Phonons that had no temperature of their own begin at that of the electrons.
    """
    goes_on = drive.heat is given.drive.heat and drive.device is given.device
    if outcome.heat is None or drive.heat is None or goes_on:
        return outcome.heat
    assert isinstance(drive.device, Film)
    assert drive.device.constants.degrees_below_tc is not None
    degree = drive.device.constants.degrees_below_tc
    names = ("electron_temperature", "phonon_temperature")
    electrons, phonons = (as_array(given.data[name if name in given.data else names[0]].values[-1].astype(float)
                                   / degree) for name in names)
    return film_heat(drive.device, model, drive.heat).at(electrons, phonons)


def _units(device: Device) -> dict[str, Unit]:
    return device.units(device.constants.time_unit_or(1.0))


def start_of(model: Model, drive: ReducedDrive, given: Any, kT: float, seed: int) -> State | Outcome:
    """Return the state or the earlier outcome from which a run begins.

    Args:
        given: None for the superconducting state in no field, to which the field of the drive is then switched on;
            "normal"; name of a hole -> its flux quanta; or a `Solution` of the same device on the same grid.

    Raises:
        InputError: another start, or a solution on another grid.
    """
    from onnes.solutions.solution import Solution

    now, load = drive.at(0.0), drive.drive.load
    circuit = None if load is None else first_circuit(load, drive.drive.device,
                                                      given if isinstance(given, Solution) else None)
    if isinstance(given, Solution):
        outcome = given.outcome
        if type(given.device) is not type(drive.drive.device):
            raise InputError("start", f"a solution of a {type(given.device).__name__}",
                             f"one of a {type(drive.drive.device).__name__}")
        if not np.isclose(given.model.unit, model.unit, rtol=1e-9, atol=0):
            raise InputError("start", f"a solution of a device with xi = {given.model.unit:.4g} m",
                             f"one with that of this device, {model.unit:.4g} m",
                             "A device is described at one temperature; give other ones by temperature=.")
        if outcome.state.psi.shape != model.grid.shape:
            raise InputError("start", f"a solution on a grid of {outcome.state.psi.shape}",
                             f"one on the grid of this run, {model.grid.shape}",
                             "Give this run the same device and cells_per_xi.")
        if not np.allclose(given.model.sample.node_volume, model.sample.node_volume, atol=1e-9):
            raise InputError("start", "a solution of a device of another shape or thickness profile",
                             "one of this device")
        before, after = (each.field.vector(0.0) for each in (given.drive, drive.drive))
        if len(model.grid.periodic) == 2 and not np.allclose(before, after, atol=0):
            raise InputError("start", "a solution with another flux through the period", "one with that of this run",
                             "The flux through a periodic cell does not change: start without a solution.")
        outcome = replace(outcome, state=State(_held_at(model, now, outcome.state.psi), outcome.state.A, circuit))
        return replace(outcome, continuation=_remembered(outcome, model, drive.drive, given),
                       heat=_heat_of(outcome, model, drive.drive, given))
    if given is None:
        return replace(superconducting(model, now), circuit=circuit)
    if isinstance(given, str) and given == "normal":
        return replace(normal(model, now, kT, seed), circuit=circuit)
    if isinstance(given, Mapping):
        return replace(with_fluxoids(model, now, drive.drive.device, given), circuit=circuit)
    raise InputError("start", given, 'None, "normal", flux quanta of holes such as {"0": 1}, or a Solution')


def with_fluxoids(model: Model, drive: Drive, device: Device, quanta: Mapping[str, Any]) -> State:
    """Return the superconducting state whose phase turns around holes: name -> flux quanta; none around the others.

    Raises:
        InputError: an unknown hole, a device that repeats, a number that is not whole.
    """
    if device.periodic:
        raise InputError("start", quanta, "flux quanta of holes only in a device that ends on all sides")
    faces, phase = face_of_each_hole(device, model), np.zeros(model.places[0].shape)
    for name, number in quanta.items():
        check_name("hole", name, device.hole_names)
        n = finite_si(number, "", f"start[{name!r}]")
        if n != round(n) or abs(n) > _MOST_QUANTA:
            raise InputError(f"start[{name!r}]", number, f"a whole number of flux quanta of at most {_MOST_QUANTA:g}")
        phase += n * angle_around(model, faces[device.hole_names.index(name)])
    return _on_device(model, drive, _equilibrium(drive) * np.exp(1j * phase))
