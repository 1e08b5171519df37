"""minimize: the static state of a device that is nearest to where it is."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.energies import Drive, State, Term
from onnes.energies.periodic import drift
from onnes.errors import InputError, check_name, door
from onnes.grids.edges import edgewise
from onnes.grids.operators import grad
from onnes.grids.solvers.vectors import axpy
from onnes.laws.ampere import current_by_ampere
from onnes.laws.outcome import Instant, Ledger, Outcome
from onnes.laws.static import Static
from onnes.laws.tdgl import TDGL
from onnes.numerics.compile_time import compile_seconds
from onnes.numerics.jax_settings import as_array
from onnes.readouts.condensate_frame import on_nodes
from onnes.readouts.fields import supercurrent
from onnes.solutions.dataset import dataset
from onnes.solutions.drive import DeviceDrive, ReducedDrive
from onnes.solutions.law_of_motion import LINEAR_TOLERANCE
from onnes.solutions.own_terms import own_terms
from onnes.solutions.solution import Solution
from onnes.solutions.start import start_of
from onnes.solutions.tdgl import model_for, spacing_at_first, temperatures, tolerance_of
from onnes.units import finite_si

_FIRST_STRETCH, _MOST_STRETCHES = 50.0, 10
"""First stretch of a relaxation, over u tau_0, and the largest number; each next one is twice as long."""
_AT_REST = 1e-6
"""Rate of |psi|^2 per u tau_0 of a state at rest."""
_NOTABLE = 1e-4
"""Heat per u tau_0, over the energy, from which on a voltage stands."""


@door
def minimize(device: Device, *, field: Any = 0.0, current: Mapping[str, Any] | None = None, temperature: Any = None,
             start: Any = None, phase: Mapping[str, Any] | None = None,
             terms: Term | tuple[Term, ...] | list[Term] = (), self_field: bool | None = None,
             cells_per_xi: float | None = None, tolerance: float = 1e-8) -> Solution:
    """Return the static state nearest to a start: the minimum of the free energy in whose valley it lies.

    Without current and self-field, and of a periodic body without holes, by Newton's method in a region of trust; else
    by relaxation with the gapless (gamma = 0) equation of motion, which descends to the same states and also finds
    those that carry a current, and those of a periodic film that holes, pins or disorder make uneven.
    Vortices of the start stay where an energy barrier holds them.

    Args:
        device, field, current, temperature, start, terms, self_field, cells_per_xi: as in `onnes.solve`; the drive is
            taken at time 0.
        phase: name of a held terminal -> phase of psi in its middle [rad], 0 at held terminals that are not named, in
            the gauge of the vector potential of the applied field, (B/2) z x r of a uniform one; along a terminal it
            turns so that no current flows there. A supercurrent flows from one to another as the differences demand.
            Only without self-field and without ``current``. If left out, phases are those of the start.
        tolerance: root mean square of the Ginzburg-Landau equation, whose terms are of order 1, by Newton's method; a
            relaxation ends where |psi|^2 changes by less than 1e-6 per u tau_0.

    Returns:
        Solution with one record; status "converged", or "not_converged" where there is no static state, as at a current
        with a voltage between held contacts. Near normal and free contacts a current always makes heat; the state is
        then one at rest, and no minimum.

    Raises:
        InputError: as `onnes.solve`; phases of terminals that do not hold psi, with self-field or a current.
    """
    began, compiled = clock.perf_counter(), compile_seconds()
    drive, tolerance = DeviceDrive(device, field, current, temperature), tolerance_of(tolerance)
    condensation, _ = temperatures(drive, 0.0, spacing_at_first(device, start, cells_per_xi))
    model = model_for(device, start, cells_per_xi, condensation, self_field, own_terms(terms))
    tau = device.constants.time_unit_or(1.0)
    reduced = drive.on(model, 0.0, 1.0)  # in a unit of time of 0 s nothing changes
    now = reduced.at(0.0)
    first = start_of(model, reduced, start, 0.0, 0)
    phases = None if phase is None else _phases(device, model, now, phase)
    if model.grid.periodic and model.energy.sheet is None and not device.outline.holes:
        outcome, instant = _minimized_with_field(model, now, first, tolerance)
    elif model.self_field or np.any(np.asarray(now.current)) or _mean_of_A_counts(model, now, start, terms):
        outcome, instant = _relaxed(model, reduced, first, device.u)
        contacts = [each.contact for each in device.terminals.values()]
        if outcome.status == "converged" and contacts and set(contacts) == {"held"} and _heats(outcome, device.u):
            outcome = replace(outcome, status="not_converged", message="a voltage stands between the contacts")
    else:
        outcome, instant = _minimized(model, now, first, tolerance, phases)
    frame = device.frame(model, instant) | {"steps": np.asarray(outcome.steps)}
    one = np.zeros(1)
    records = {name: np.asarray(value)[None] for name, value in frame.items()} | {"time": one}
    outcome = replace(outcome, time=0.0, records=records, ledger=Ledger(one, np.array([outcome.energy]), one, one, one))
    data = dataset(device, model, reduced, outcome, tau)
    inputs = {"law": "static", "tolerance": tolerance, "seed": None, "condensation": condensation}
    return Solution(device, model, data, replace(outcome, records={}), drive, inputs, clock.perf_counter() - began,
                    compile_seconds=compile_seconds() - compiled)


def _mean_of_A_counts(model: Model, drive: Drive, start: Any, terms: Any) -> bool:
    """Return whether a periodic film is only at rest at one mean of A along its period, that without a net current.

    It moves the vortices. A film that repeats in both directions and is the same everywhere does not care where they
    are; one at its own start without a field has none.
    """
    grid, sample = model.grid, model.sample
    if not grid.periodic or (start is None and not np.any(np.asarray(drive.applied_field))):
        return False
    filled = np.allclose(sample.node_volume, grid.dual_measure(()), rtol=1e-9)
    even = filled and not own_terms(terms) and np.ptp(np.asarray(drive.condensation)) == 0
    return not (even and len(grid.periodic) == 2)


def _phases(device: Device, model: Model, drive: Drive, given: Mapping[str, Any]) -> np.ndarray:
    """Return the phase that psi is held at, on the nodes of held terminals, NaN elsewhere; shape grid.shape."""
    if not isinstance(given, Mapping):
        raise InputError("phase", given, 'phases of terminals such as {"source": 0, "drain": 1.5}')
    if model.self_field or np.any(np.asarray(drive.current)):
        raise InputError("phase", given, "phases of terminals without self-field, and without a current",
                         "Set self_field=False for a device that is small beside its Pearl length; leave current out.")
    for name, angle in given.items():
        check_name("terminal", name, model.terminals)
        if device.terminals[name].contact != "held":
            raise InputError(f"phase[{name!r}]", angle, "the phase of a terminal that holds psi",
                             'Give it contact="held".')
    phases = np.full(model.grid.shape, np.nan)
    x, y = model.grid.points()
    sheet = model.energy.sheet
    assert sheet is not None
    applied = [jnp.broadcast_to(jnp.asarray(a), model.grid.cell_shape((d,))) for d, a in enumerate(
        model.sample.per_length(sheet.applied(drive, model.sample))[:2])]
    along_x, along_y = np.asarray(on_nodes(applied))
    for name, share in zip(model.terminals, model.terminal_shares, strict=False):
        here = (share > 0) & (model.held > 0)
        # Across a bank no current flows: theta - A . r is the same there, A that in the middle of the terminal.
        middle = [float(np.sum(share * each)) for each in (x, y, along_x, along_y)]
        turned = middle[2] * (x[here] - middle[0]) + middle[3] * (y[here] - middle[1])
        phases[here] = finite_si(given.get(name, 0.0), "", f"phase[{name!r}]") + turned
    return phases


def _minimized(model: Model, drive: Drive, start: State | Outcome, tolerance: float,
               phases: np.ndarray | None = None) -> tuple[Outcome, Instant]:
    """Minimise over psi in the vector potential of the applied field."""
    state = in_applied_field(model, drive, start.state if isinstance(start, Outcome) else start)
    if phases is not None:
        psi = np.asarray(state.psi)
        held = np.isfinite(phases)
        state = State(as_array(np.where(held, np.abs(psi) * np.exp(1j * np.where(held, phases, 0.0)), psi)), state.A)
    nodes = as_array(np.zeros(model.grid.shape, bool) if model.pinned is None else model.pinned)
    held = State(nodes, edgewise(lambda a: jnp.ones(a.shape, bool), state.A))
    outcome = Static(model.energy.matter, drive, pinned=held, residual_tolerance=tolerance).run(state)
    return outcome, Instant(0.0, outcome.state, supercurrent(model.energy, outcome.state), jnp.zeros(model.grid.shape))


def _minimized_with_field(model: Model, drive: Drive, start: State | Outcome,
                          tolerance: float) -> tuple[Outcome, Instant]:
    """Minimise over psi and A together, in a body without vacuum."""
    state = start.state if isinstance(start, Outcome) else start
    outcome = Static(model.energy, drive, residual_tolerance=tolerance).run(state)
    current = _by_ampere(model.energy.field, outcome.state.A, drive)
    return outcome, Instant(0.0, outcome.state, current)


def in_applied_field(model: Model, drive: Drive, state: State) -> State:
    """Return a state with the vector potential of the applied field in place of its own.

    The phase takes up chi of ``A = A_applied + a + grad chi``, ``div w a = 0``; a, of the field that there was before,
    is left out. In the same field the state is the same. The slope of chi along a period stays in A.
    """
    return State(*_exchanged(model.energy, drive, state))


@eqx.filter_jit
def _exchanged(energy, drive: Drive, state: State):
    sheet, sample = energy.sheet, energy.sample
    chi = sheet.source_of(sample, sample.circulation(state.A), drive).potential
    slope = drift(sample.grid, chi)
    applied = sample.per_length(axpy(1.0, grad(sample.grid, slope), sheet.applied(drive, sample)))
    A = edgewise(lambda new, old: jnp.broadcast_to(new, old.shape), applied, state.A)
    return state.psi * jnp.exp(-1j * (chi - slope)), A


_by_ampere = eqx.filter_jit(current_by_ampere)


def _relaxed(model: Model, drive: ReducedDrive, start: State | Outcome, u: float) -> tuple[Outcome, Instant]:
    """Relax with gamma = 0 until |psi| stands still."""
    law = TDGL(model.energy, drive, conductivity=1.0, relaxation_time=u, pinned=model.pinned,
               linear_tolerance=LINEAR_TOLERANCE)
    kept: list[Instant] = []

    def record(now):
        kept[:] = [now]
        return {}

    stretch, outcome, status, message = _FIRST_STRETCH * u, start, "not_converged", "the state did not come to rest"
    steps = 0
    for _ in range(_MOST_STRETCHES):
        before = np.abs(np.asarray(outcome.state.psi if isinstance(outcome, Outcome) else outcome.psi)) ** 2
        outcome = law.run(outcome, stretch, every=stretch, record=record)
        steps += outcome.steps
        if outcome.status != "completed":
            status, message = outcome.status, outcome.message
            break
        change = np.max(np.abs(np.abs(np.asarray(outcome.state.psi)) ** 2 - before))
        if change * u / stretch < _AT_REST:
            status, message = "converged", "the state came to rest"
            break
        stretch *= 2
    assert isinstance(outcome, Outcome)
    energy = float(outcome.ledger.energy[-1])
    return replace(outcome, status=status, message=message, energy=energy, steps=steps), kept[0]


def _heats(outcome: Outcome, u: float) -> bool:
    """Return whether the last stretch made heat of note, beside the energy and the relaxation time of psi."""
    heat = outcome.ledger.relaxation_heat[-1] + outcome.ledger.joule_heat[-1]
    return bool(heat * u / outcome.time > _NOTABLE * abs(outcome.ledger.energy[-1]))
