"""Thermal fluctuations of the order parameter and of the normal current, from an explicit key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, State
from onnes.grids import Sample
from onnes.grids.edges import edgewise, matching
from onnes.grids.gathering import on_host
from onnes.laws.steppers.pair_breaking import agitation
from onnes.laws.thermal_cutoff import Cutoff
from onnes.numerics.held import Held, held
from onnes.numerics.jax_settings import as_array

_OF_CURRENT = 2**32 - 1
"""Folded into the key of the random current; no interval has this number."""


def _array_or_function(value: Any) -> Any:
    return value if callable(value) else as_array(value)


class Agitation(NamedTuple):
    """A thermal force and a random current that are constant for a while.

    Attributes:
        force: shape of the grid, or () where there is none.
        current: density along the edges for each component of A, or None where there is none.
        end: of their interval, in tau.
    """

    force: Any
    current: Any
    end: float


NO_AGITATION = Agitation(np.zeros(()), None, np.inf)


class Noise(eqx.Module):
    """Gaussian forces, redrawn every ``interval`` from ``fold_in(key, number of the interval)``.

    ``M du/dt = -grad F + sqrt(2 M kT / interval) N`` per real degree of freedom, which in the force f on psi and the
    random current j of `ThermalForce` reads f = sqrt(tau kT/(dV interval)) (N_1 + i N_2) on nodes and
    j = sqrt(sigma kT/(dV interval)) N on edges, kT there the mean of their ends. A mode that relaxes at the rate r has
    the energy kT tanh(y)/y, y = r interval/2, at the ends of the intervals: modes slower than the interval obey the
    fluctuation-dissipation theorem at temperature kT to order 2 in y. Between the ends they have less, by the part y in
    the middle and 2 y/3 in the mean: record at ends of intervals.
    Independent of the step sizes, so a run repeats bit for bit. Source: Schmid 1969; for j Johnson and Nyquist 1928.

    Attributes:
        key: jax.random key.
        temperature: kT in units of (Bc^2/mu_0) xi^3 (in two dimensions per xi of thickness), shape () or that of the
            nodes; or a function of t that returns it, taken in the middle of an interval.
        interval: correlation time of the forces, in tau.
        cutoff: q_c^2 in xi^-2 beyond which wavelengths are left out, see `onnes.laws.thermal_cutoff`; none if left out.
    """

    key: jax.Array
    temperature: jax.Array | Callable[[float], Any] = eqx.field(converter=_array_or_function)
    interval: jax.Array = eqx.field(converter=as_array, default=0.5)
    cutoff: float | None = None

    def agitation(self, t: float, body: Held, state: State) -> Agitation:
        """Return the force and the current in the interval that holds t.

        Args:
            body: see `agitated`.
            state: of the body; the strength of the force depends on psi, its short waves on A.
        """
        interval = float(self.interval)
        number = int(t / interval + 1e-9)
        middle = (number + 0.5) * interval
        temperature = np.asarray(self.temperature(middle) if callable(self.temperature) else self.temperature)
        temperature = as_array(np.broadcast_to(temperature, state.psi.shape))  # a number or not, one program
        force, current = _drawn(self.key, np.asarray(number), np.float64(interval), temperature, body, state)
        return Agitation(force, current, (number + 1) * interval)


def agitated(energy: FreeEnergy, spread: State, pair_breaking: Any, cutoff: Cutoff | None) -> Held:
    """Return what `Noise.agitation` knows of a body.

    Args:
        spread: see `spread_of`.
        pair_breaking: see `onnes.laws.steppers.pair_breaking`.
        cutoff: of short waves on the grid of the body.
    """
    return held(energy, spread, pair_breaking, cutoff)


def spread_of(sample: Sample, A: tuple, relaxation_time: Any, conductivity: Any) -> State:
    """Return (tau/dV)^(1/2) on the nodes and (sigma/dV)^(1/2) on the edges of each component of A, 0 outside the
    sample.
    """
    def over(inertia, volume):
        volume = on_host(volume)
        return as_array(np.sqrt(float(inertia) / np.where(volume > 0, volume, np.inf)))

    edges = edgewise(lambda volume: over(conductivity, volume), matching(A, sample.edge_volume))
    return State(over(relaxation_time, sample.node_volume), edges)


@jax.jit
def _drawn(key, number, interval, temperature, body: Held, state: State) -> tuple[jax.Array, tuple]:
    energy, spread, pair_breaking, cutoff = body.things
    grid, nodes = energy.sample.grid, spread.psi
    # In a row: the same numbers, and for narrow grids a tenth of the time to compile.
    pair = jax.random.normal(jax.random.fold_in(key, number), (2 * nodes.size,)).reshape(2, *nodes.shape)
    force = jnp.sqrt(temperature / interval) * nodes * (pair[0] + 1j * pair[1])
    force = force if cutoff is None else cutoff(energy, state.A, force)
    of_current = jax.random.fold_in(jax.random.fold_in(key, _OF_CURRENT), number)
    row = jax.random.normal(of_current, (sum(s.size for s in jax.tree.leaves(spread.A)),))
    components: list[Any] = [None] * len(spread.A)
    for d, edges in enumerate(spread.A):
        if edges is not None:
            own, row = row[:edges.size].reshape(edges.shape), row[edges.size:]
            components[d] = jnp.sqrt(_on_edges(grid, temperature, d) / interval) * edges * own
    current = tuple(components)
    current = current if cutoff is None else cutoff.of_current(energy.sample, current)
    return agitation(state.psi, force, pair_breaking), current


def _on_edges(grid, nodes, direction: int):
    """Return the means of the values at both ends of the edges along a direction."""
    if direction not in grid.resolved:
        return nodes
    axis = grid.array_axis(direction)
    return 0.5 * (jnp.delete(nodes, 0, axis) + jnp.delete(nodes, -1, axis))
