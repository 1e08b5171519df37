"""Course of a circuit in time, by adaptive steps or with noise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits.elements import CurrentSource, FluxSource, VoltageSource
from onnes.circuits.equations import CircuitState, Equations
from onnes.circuits.langevin import ensemble, noisy_steps
from onnes.errors import InputError, NotANumberError

if TYPE_CHECKING:
    from onnes.circuits.circuit import Circuit

_MOST_STEPS = 10_000_000
UNFINISHED = ("The integration of the circuit did not come to its end: take stiff=True, a shorter time or a larger "
              "tolerance.")
_PER_CHANGE = 4
"""Steps at least within the shortest change of a source that has no corners."""


def adaptive_course(circuit: Circuit, end: float, records: int, tolerance: float, stiff: bool,
                    stop: tuple[int, float] | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return times, phases and voltages of the nodes in SI units, without noise.

    Args:
        stop: index of a junction, and the magnitude of its phase at which the course ends.

    Raises:
        NotANumberError: the integration fails.
    """
    times, corners, longest = schedule(circuit, end, records)
    found, outcome = integrated(circuit.equations, times, corners, longest, tolerance, stiff, stop)
    found_times, phases, rates = (np.asarray(each) for each in found)
    if not bool(outcome):
        raise NotANumberError(UNFINISHED)
    kept = np.isfinite(found_times)
    return found_times[kept] * circuit.units.time, phases[kept], rates[kept] * circuit.units.voltage


def schedule(circuit: Circuit, end: float, records: int) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Return times of records, those at which a source has a corner, and the longest step, in units of the circuit.

    Raises:
        InputError: a source that changes too often in that time.
    """
    unit = circuit.units.time
    waves = [getattr(each, word) for kind, word in (
        (CurrentSource, "current"), (VoltageSource, "voltage"), (FluxSource, "flux"))
        for each in circuit.of_kind(kind)]
    corners = np.unique(np.concatenate([[end], *(each.corners(end) for each in waves)])) / unit
    longest = min([np.inf, *(each.shortest() / _PER_CHANGE for each in waves if not len(each.corners(end)))]) / unit
    if end / unit > _MOST_STEPS * longest:
        raise InputError("time", f"{end:g} s", f"at most {_MOST_STEPS:,} steps, which are "
                         f"{_MOST_STEPS * longest * unit:.3g} s for the fastest source",
                         "Shorten it, or lower the frequency.")
    times = np.linspace(0.0, end / unit, records + 1)
    return jnp.asarray(times), jnp.asarray(corners), jnp.asarray(min(longest, times[-1]))


@eqx.filter_jit
def integrated(system: Equations, times: Any, corners: Any, longest: Any, tolerance: float, stiff: bool,
               stop: tuple[int, float] | None) -> tuple[tuple[Any, Any, Any], Any]:
    """Return times, phases of the nodes and their rates in units of the circuit, and whether the end was reached."""
    import diffrax

    term = diffrax.ODETerm(lambda t, state, args: system.rates(t, state))
    controller = diffrax.ClipStepSizeController(
        diffrax.PIDController(rtol=tolerance, atol=tolerance, dtmax=longest), jump_ts=corners)

    def record(t, state, args):
        return t, system.phases(t, state), system.voltages_at(t, state)

    def passed(t, y, args, **kwargs):  # names by which diffrax calls it
        index, phase = stop  # type: ignore[misc]
        q = jnp.concatenate([y.y, y.w])
        return jnp.abs((system.junctions @ q + system.drive(t)[1])[index]) - phase

    import optimistix

    event = None if stop is None else diffrax.Event(passed, optimistix.Newton(1e-8, 1e-8))
    subs = [diffrax.SubSaveAt(ts=times, fn=record), *([diffrax.SubSaveAt(t1=True, fn=record)] if event else [])]
    solution = diffrax.diffeqsolve(
        term, diffrax.Kvaerno5() if stiff else diffrax.Tsit5(), times[0], times[-1], None, system.at_rest(),
        stepsize_controller=controller, max_steps=_MOST_STEPS, throw=False, event=event,
        saveat=diffrax.SaveAt(subs=subs))
    every, *last = solution.ys  # type: ignore[misc]
    ended = diffrax.is_successful(solution.result) | diffrax.is_event(solution.result)
    for final in last:
        every = jax.tree.map(lambda a, b: jnp.concatenate([a, b]), every, final)
    return every, ended


def noisy_course(circuit: Circuit, end: float, records: int, count: int, step: float, members: int,
                 seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return times, phases, and voltages that are means since the record before, of an ensemble.

    Args:
        count: steps between two records.
        step: of time [s].
    """
    units = circuit.units
    system = circuit.drawn(seed, end).equations
    phases = np.asarray(_shake(system, jax.random.key(seed), step / units.time, count, records, members,
                               units.temperature(circuit.temperature)))
    times = np.linspace(0.0, end, records + 1)
    rates = np.diff(phases, axis=0, prepend=phases[:1]) / (count * step / units.time)
    return times, phases, rates * units.voltage


@eqx.filter_jit
def _shake(system: Equations, key: Any, step: Any, count: Any, records: int, members: int, temperature: Any) -> Any:
    """Return the phases of the nodes, shape (records + 1, members, nodes)."""

    def seen(t: Any, states: CircuitState) -> Any:
        return jax.vmap(system.phases, in_axes=(None, 0))(t, states)

    def interval(states: CircuitState, index: Any) -> tuple[CircuitState, Any]:
        t = index * count * step
        states = noisy_steps(system, states, t, step, count, temperature, jax.random.fold_in(key, index))
        return states, seen(t + count * step, states)

    start = ensemble(system.at_rest(), members)
    _, later = jax.lax.scan(interval, start, jnp.arange(records))
    return jnp.concatenate([seen(jnp.zeros(()), start)[None], later])
