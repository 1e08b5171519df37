"""Schroedinger's law of a device: its fields in London's gauge, a potential as a bias, its own field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.energies import SheetField, State
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.operators import grad
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.laws.outcome import Instant, Outcome
from onnes.laws.own_field import OwnField, in_london_gauge
from onnes.laws.schroedinger import Fields, Schroedinger
from onnes.numerics.jax_settings import as_array
from onnes.units.constants import ELECTRON_MASS, HBAR

if TYPE_CHECKING:
    from onnes.devices import Device
    from onnes.devices.model import Model
    from onnes.solutions.drive import ReducedDrive, Windowed


def time_unit(device: Device) -> float:
    """Return 2 m xi^2/hbar of pairs, m = 2 m_e, in s."""
    return 4 * ELECTRON_MASS * device.constants.coherence_length**2 / HBAR


class FieldsAtTime(eqx.Module):
    """Fields of a device on a window of time.

    Attributes:
        drive: field, temperature and bias.
        sample, solver: of London's gauge.
    """

    drive: Windowed
    sample: Sample
    solver: NodeSolver

    def __call__(self, t) -> Fields:
        drive = self.drive(t)
        applied, _ = in_london_gauge(self.sample, self.solver, SheetField.applied(drive, self.sample))
        return Fields(applied, self.drive.bias(t) - jnp.broadcast_to(drive.condensation, self.sample.grid.shape))


class DeviceFields:
    """Fields of a device, as `Schroedinger` asks for them."""

    def __init__(self, drive: ReducedDrive, sample: Sample, solver: NodeSolver):
        self._drive, self._sample, self._solver = drive, sample, solver

    def within(self, t: float, goal: float) -> tuple[FieldsAtTime, float]:
        """Return the fields from t on, and the time up to which."""
        drive, end = self._drive.within(t, goal)
        return FieldsAtTime(drive, self._sample, self._solver), float(end)

    def before(self, t: float) -> FieldsAtTime:
        """Return fields that hold just before t."""
        return FieldsAtTime(self._drive.before(t), self._sample, self._solver)


def schroedinger(model: Model, drive: ReducedDrive, tolerance: float) -> Schroedinger:
    """Return the law of a device on its grid."""
    energy = model.energy
    own = OwnField(energy) if model.self_field else None
    solver = node_solver(energy.sample) if energy.sheet is None else energy.sheet.potential_solver
    return Schroedinger(energy.sample, DeviceFields(drive, energy.sample, solver), interaction=1.0, own_field=own,
                        order=2 if own else 4, tolerance=tolerance)


def start_in_london_gauge(model: Model, start: State | Outcome) -> State:
    """Return the state from which a run begins, of another law too, with its phase in London's gauge."""
    state = start.state if isinstance(start, Outcome) else start
    solver = node_solver(model.sample) if model.energy.sheet is None else model.energy.sheet.potential_solver
    return _regauged(model.sample, solver, State(state.psi, (*state.A[:2], None)))


@eqx.filter_jit
def _regauged(sample: Sample, solver: NodeSolver, state: State) -> State:
    circulation, chi = in_london_gauge(sample, solver, sample.circulation(state.A))
    return State(state.psi * jnp.exp(-1j * chi), sample.per_length(circulation))


class Impulse:
    """int U dt on the nodes as a run goes on, by Simpson's rule between records: with it A holds all of E."""

    def __init__(self, drive: ReducedDrive, shape: tuple[int, ...]):
        self._drive, self._t, self._sum = drive, 0.0, np.zeros(shape)

    def with_all_of_e_in_a(self, sample: Sample, now: Instant) -> Instant:
        """Return a moment in the gauge without scalar potential, and the impulse as its potential."""
        t = float(now.t)
        if t > self._t:
            ends = self._t, 0.5 * (self._t + t), t
            values = [np.asarray(self._drive.values(each)["bias"]) for each in ends]
            self._sum = self._sum + (t - self._t) / 6 * (values[0] + 4 * values[1] + values[2])
            self._t = t
        turned = as_array(self._sum)
        A = tuple(None if a is None else a + g for a, g in zip(
            now.state.A, sample.per_length(grad(sample.grid, turned)), strict=True))
        return now._replace(state=State(now.state.psi * np.exp(1j * self._sum), A), potential=turned)


def refuse(device: Device, model: Model, given: dict[str, Any]) -> None:
    """Refuse what cannot be combined with this law.

    Args:
        given: arguments of `onnes.solve` that it does not take, by name.

    Raises:
        InputError: the first of them that is not None.
    """
    why = {"current": "no current flows through the surface", "voltage": "no current flows through the surface",
           "load": "no current flows through the surface", "heat": "nothing is dissipated",
           "noise": "nothing is dissipated, so nothing fluctuates", "terms": "its steps keep energies of second "
           "degree in |psi|^2", "checkpoint": "its runs are not resumed"}
    for name, value in given.items():
        if value is not None and not (isinstance(value, (bool, np.bool_, tuple, list, dict)) and not value):
            raise InputError(name, "given", f'none with law="schroedinger": {why[name]}', "Leave it out.")
    if device.periodic:
        raise InputError("law", "schroedinger", '"tdgl" for a periodic device', "Cut a device with ends out of it.")
    if len(model.grid.resolved) == 3:
        raise InputError("law", "schroedinger", '"tdgl", "london" or "perfect-conductor" for a Solid',
                         "In a plane take a Film or a Bulk.")
    if model.composition is not None:
        raise InputError("law", "schroedinger", 'one metal, or law="tdgl"', "Leave out regions and pins.")
    if model.pinned is not None:
        raise InputError("terminals", "a contact that holds psi", 'contact="free" with law="schroedinger"')

