"""Equations of motion of a circuit: nodal phases, reduced to coordinates with inertia, with damping, and with neither.

In units of I_0, Phi_0/(2 pi) and t_0 (`CircuitUnits`) the currents at the nodes add up to zero,

    C phi'' + G phi' + K phi + A^T [i_c sin(A phi)] = I(t) + noise,    <noise noise^T> = 2 T G delta(t - t')

with the phases phi of the nodes, K = A_L^T L^-1 A_L of the inductance matrix with its mutual inductances, and A the
junctions between the nodes. Sources of voltage and flux hold phases: phi = S x + T psi(t), psi = the integral of V.

C may be singular, and G where C is. A basis x = P_c y + P_g w + P_0 z exists in which, with p = y' + c(t),

    y' = p - c(t),    p' = P_c^T F - gamma (p - c(t)),    w' = P_g^T F,    0 = P_0^T F,    c(t) = P_c^T C T psi'(t)

F being all currents but those of C and G: P_c^T C P_c = 1, P_c^T G P_c = diag(gamma), P_g^T G P_g = 1,
P_c^T G P_g = 0, C P_g = 0 and C P_0 = G P_0 = 0. The last equation is linear, and solved beforehand. p is the charge
of the coordinate, so that the second derivative of psi never enters.

Source: B. Yurke, J. S. Denker, Phys. Rev. A 29, 1419 (1984), nodal phases; M. Devoret, Les Houches LXIII (1997).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits.elements import (
    GROUND,
    Capacitor,
    CurrentSource,
    FluxSource,
    Inductor,
    Junction,
    Mutual,
    Resistor,
    VoltageSource,
)
from onnes.circuits.units import FLUX, CircuitUnits
from onnes.circuits.waveforms import Waveform, stacked, values_and_slopes
from onnes.errors import InputError
from onnes.numerics.jax_settings import as_array

_RANK = 1e-11
"""Share of the largest eigenvalue below which one counts as zero; elements of a circuit differ by less."""


class CircuitState(NamedTuple):
    """Coordinates with inertia y, their charges p, and coordinates with damping only, w; shapes (c,), (c,), (g,)."""

    y: Any
    p: Any
    w: Any


class Equations(eqx.Module):
    """Right-hand sides of a circuit in its own units and coordinates q = (y, w).

    Attributes:
        damping: gamma of y, shape (c,).
        stiffness: K of q with the coordinates z eliminated, shape (c + g, c + g).
        junctions: phase of each junction from q, shape (junctions, c + g).
        critical: i_c, shape (junctions,).
        from_currents, from_phases, from_rates: currents on q of the current sources, of psi and psi'.
        junctions_from_phases: phase of each junction from psi.
        shift: c from psi'.
        nodes, nodes_from_phases, nodes_from_currents: phases of the nodes from q, psi and the current sources.
        currents: current sources.
        voltages, fluxes: sources that hold phases, in this order in psi.
    """

    damping: jax.Array
    stiffness: jax.Array
    junctions: jax.Array
    critical: jax.Array
    from_currents: jax.Array
    from_phases: jax.Array
    from_rates: jax.Array
    junctions_from_phases: jax.Array
    shift: jax.Array
    nodes: jax.Array
    nodes_from_phases: jax.Array
    nodes_from_currents: jax.Array
    currents: tuple[Waveform, ...]
    voltages: tuple[Waveform, ...]
    fluxes: tuple[Waveform, ...]

    @property
    def inertial(self) -> int:
        """Number of coordinates with inertia."""
        return self.damping.shape[-1]

    @property
    def damped(self) -> int:
        """Number of coordinates with damping only."""
        return self.stiffness.shape[-1] - self.inertial

    def held(self, t: Any) -> tuple[Any, Any]:
        """Return psi and psi' of the sources that hold phases."""
        flux, rate = values_and_slopes(self.fluxes, t)
        psi = [each.integral(t) for each in self.voltages]
        return (jnp.concatenate([stacked(psi), flux]),
                jnp.concatenate([stacked([each.value(t) for each in self.voltages]), rate]))

    def drive(self, t: Any) -> tuple[Any, Any, Any]:
        """Return what the sources do at t: currents on q, phases added to the junctions, and c."""
        currents = self.from_currents @ stacked([each.value(t) for each in self.currents])
        if not self.voltages + self.fluxes:
            return currents, jnp.zeros(self.critical.shape), jnp.zeros(self.damping.shape)
        psi, rate = self.held(t)
        return (currents + self.from_phases @ psi + self.from_rates @ rate, self.junctions_from_phases @ psi,
                self.shift @ rate)

    def force(self, q: Any, driven: Any, offset: Any) -> Any:
        """Return the current on each coordinate, but for damping: drive, inductors and junctions."""
        pairs = self.critical * jnp.sin(self.junctions @ q + offset)
        return driven - self.stiffness @ q - pairs @ self.junctions

    def rates(self, t: Any, state: CircuitState) -> CircuitState:
        """Return the rates of change without noise."""
        driven, offset, shift = self.drive(t)
        force = self.force(jnp.concatenate([state.y, state.w]), driven, offset)
        speed = state.p - shift
        return CircuitState(speed, force[:self.inertial] - self.damping * speed, force[self.inertial:])

    def at_rest(self, t: float = 0.0) -> CircuitState:
        """Return the state of zero phases and voltages, but for those that the sources hold at t."""
        zero = jnp.zeros(self.inertial)
        return CircuitState(zero, zero + self.drive(jnp.asarray(t, float))[2], jnp.zeros(self.damped))

    def phases(self, t: Any, state: CircuitState) -> Any:
        """Return the phases of the nodes [rad]."""
        q = jnp.concatenate([state.y, state.w])
        currents = self.nodes_from_currents @ stacked([each.value(t) for each in self.currents])
        return self.nodes @ q + self.nodes_from_phases @ self.held(t)[0] + currents

    def voltages_at(self, t: Any, state: CircuitState) -> Any:
        """Return the rates of change of the phases of the nodes, without noise."""
        rates = self.rates(t, state)
        return (self.nodes @ jnp.concatenate([rates.y, rates.w]) + self.nodes_from_phases @ self.held(t)[1]
                + self.nodes_from_currents @ values_and_slopes(self.currents, t)[1])


def equations(elements: Sequence[Any], nodes: Sequence[str], units: CircuitUnits) -> Equations:
    """Return the equations of motion of elements.

    Args:
        nodes: names of the nodes other than the ground, in the order of the phases.

    Raises:
        InputError: sources that hold a phase twice, inductors whose mutual inductances store negative energy, or nodes
            that nothing ties to the rest.
    """
    kinds: dict[type, list[Any]] = {kind: [each for each in elements if isinstance(each, kind)] for kind in (
        Junction, Resistor, Capacitor, Inductor, Mutual, CurrentSource, VoltageSource, FluxSource)}
    junctions, holders = kinds[Junction], kinds[VoltageSource] + kinds[FluxSource]
    size = len(nodes)

    def between(some: Sequence[Any], values: Sequence[float]) -> np.ndarray:
        rows = ends_of(some, nodes)
        return rows.T @ (np.asarray(values, float).reshape(-1, 1) * rows)

    capacitors, resistors = junctions + kinds[Capacitor], [each for each in junctions if each.resistance]
    resistors = resistors + kinds[Resistor]
    big_c = between(capacitors, [each.capacitance / units.capacitance for each in capacitors])
    big_g = between(resistors, [1 / (each.resistance * units.conductance) for each in resistors])
    coils = ends_of(kinds[Inductor], nodes)
    inductance = inductances(kinds[Inductor], kinds[Mutual]) / units.inductance
    big_k = coils.T @ np.linalg.solve(inductance, coils)
    rows, sent = ends_of(junctions, nodes), -ends_of(kinds[CurrentSource], nodes).T

    free, hold = _held_phases(holders, nodes)
    p_c, p_g, p_0, damping = _basis(free, big_c, big_g, big_k, nodes)
    held = np.hstack([p_c, p_g])
    through = p_0 @ np.linalg.solve(p_0.T @ big_k @ p_0, p_0.T) if p_0.size else np.zeros((size, size))
    kept = np.eye(size) - through @ big_k
    numbers = {
        "damping": damping, "stiffness": held.T @ big_k @ kept @ held, "junctions": rows @ held,
        "critical": np.array([each.critical_current / units.current for each in junctions]),
        "from_currents": held.T @ kept.T @ sent, "from_phases": -held.T @ big_k @ kept @ hold,
        "from_rates": -held.T @ big_g @ hold, "junctions_from_phases": rows @ hold,
        "shift": p_c.T @ big_c @ hold, "nodes": kept @ held, "nodes_from_phases": kept @ hold,
        "nodes_from_currents": through @ sent}
    return Equations(
        **{name: as_array(value) for name, value in numbers.items()},
        currents=tuple(each.current.in_units(units.current, units.time) for each in kinds[CurrentSource]),
        voltages=tuple(each.voltage.in_units(units.voltage, units.time) for each in kinds[VoltageSource]),
        fluxes=tuple(each.flux.in_units(FLUX, units.time) for each in kinds[FluxSource]))


def ends_of(elements: Sequence[Any], nodes: Sequence[str]) -> np.ndarray:
    """Return +1 at plus and -1 at minus of each element, shape (elements, nodes)."""
    table, size = {name: index for index, name in enumerate(nodes)}, len(nodes)
    rows = np.zeros((len(elements), size + 1))  # the last one for the ground
    for row, each in zip(rows, elements, strict=True):
        row[table.get(each.plus, size)] += 1
        row[table.get(each.minus, size)] -= 1
    return rows[:, :size]


def inductances(coils: Sequence[Inductor], mutuals: Sequence[Mutual]) -> np.ndarray:
    """Return the matrix of inductances [H], positive definite, shape (inductors, inductors).

    Raises:
        InputError: a coupling of what is no inductor, or couplings by which currents could store negative energy.
    """
    table = {each.name.casefold(): index for index, each in enumerate(coils)}
    own = np.array([each.inductance for each in coils])
    share = np.eye(len(coils))
    for each in mutuals:
        for name in (each.first, each.second):
            if not isinstance(name, str) or name.casefold() not in table:
                raise InputError(f"inductor of {each.name}", name, "the name of an inductor of the circuit")
        i, j = (table[name.casefold()] for name in (each.first, each.second))
        if i == j:
            raise InputError(f"inductors of {each.name}", each.first, "two different inductors")
        share[i, j] = share[j, i] = share[i, j] + each.coupling
    if len(coils) and np.linalg.eigvalsh(share)[0] < _RANK:
        raise InputError("couplings", ", ".join(each.name for each in mutuals), "couplings whose energy is positive "
                         "for any currents", "The matrix of inductances is not positive: lower a coupling.")
    return share * np.sqrt(np.outer(own, own))


def _held_phases(holders: list[Any], nodes: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return S and T of ``phi = S x + T psi``, where each source holds ``phi(plus) - phi(minus) = psi``.

    Nodes that sources join are one group with one free phase; the phase of the group of the ground is zero.
    """
    size, count = len(nodes), len(holders)
    table = {name: index for index, name in enumerate(nodes)}
    group, offset = list(range(size + 1)), np.zeros((size + 1, count))  # the ground is last
    for index, each in enumerate(holders):
        plus, minus = (table.get(node, size) for node in (each.plus, each.minus))
        if group[plus] == group[minus]:
            raise InputError(f"source {each.name}", f"{each.plus}, {each.minus}", "nodes whose phases are not yet "
                             "held by other sources", "Put a resistor or an inductor in the loop of sources.")
        moving, kept = (plus, minus) if group[plus] != group[size] else (minus, plus)
        gap = np.zeros(count)
        gap[index] = 1 if moving == plus else -1
        step, old, new = offset[kept] + gap - offset[moving], group[moving], group[kept]
        for node in range(size + 1):
            if group[node] == old:
                group[node], offset[node] = new, offset[node] + step
    groups = sorted({each for each in group[:size] if each != group[size]})
    free = np.array([[float(group[node] == each) for each in groups] for node in range(size)])
    return free.reshape(size, len(groups)), offset[:size]


def _basis(free: np.ndarray, big_c: np.ndarray, big_g: np.ndarray, big_k: np.ndarray, nodes: Sequence[str]):
    """Return P_c, P_g, P_0 and gamma of the module's text, in the phases of the nodes."""
    c, g, k = (free.T @ each @ free for each in (big_c, big_g, big_k))
    range_c, null = _parted(c)
    damped, rest = _parted(null.T @ g @ null)
    p_g, p_0 = null @ damped, null @ rest
    y = range_c - p_g @ (p_g.T @ g @ range_c)  # orthogonal to P_g in G
    damping, turn = np.linalg.eigh(y.T @ g @ y) if y.size else (np.zeros(0), np.eye(y.shape[1]))
    if p_0.size:
        left = p_0.T @ k @ p_0
        value, vectors = np.linalg.eigh(left)
        if value[0] <= _RANK * max(value[-1], 1e-300):
            loose = np.abs(free @ p_0 @ vectors[:, 0])
            names = [name for name, share in zip(nodes, loose, strict=True) if share > 0.1 * loose.max()]
            raise InputError("nodes", ", ".join(names), "nodes that an inductor, resistor, capacitor or junction "
                             "ties to the rest", "Nothing determines their phase.")
    return free @ y @ turn, free @ p_g, free @ p_0, np.maximum(damping, 0.0)


def _parted(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return bases of the range of a positive semidefinite matrix, in which it is 1, and of its null space.

    It is scaled to a diagonal of ones first, so that small elements beside large ones count.
    """
    if not matrix.size:
        return matrix.reshape(len(matrix), 0), matrix.reshape(len(matrix), 0)
    scale = np.sqrt(np.where(np.diag(matrix) > 0, np.diag(matrix), 1.0))
    value, vector = np.linalg.eigh(matrix / np.outer(scale, scale))
    vector = vector / scale[:, None]
    some = value > _RANK * max(value[-1], 1.0)
    return vector[:, some] / np.sqrt(value[some]), vector[:, ~some]


def is_ground(node: str) -> bool:
    """Return whether a name is that of the ground."""
    return node.casefold() in GROUND
