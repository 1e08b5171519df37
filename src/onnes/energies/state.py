"""The state of a condensate: one complex field and one vector potential."""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import ArrayLike

from onnes.grids import Grid
from onnes.numerics.jax_settings import as_array


class State(eqx.Module):
    """``(psi on nodes, A on edges)``.

    Attributes:
        psi: order parameter in units of its bulk value at the reference temperature, shape
            grid.shape; complex, or real where symmetry keeps it real.
        A: vector potential along the three directions in units of Phi_0/(2 pi xi), each with the
            shape of the edges of that direction (of the nodes, where the direction is ignorable);
            None where the component vanishes identically.
        circuit: what the circuit around a film carries, `onnes.laws.circuit.CircuitState`; None without one.
    """

    psi: jax.Array
    A: tuple[jax.Array | None, ...]
    circuit: Any = None


class HeatBath(NamedTuple):
    """Substrate and light that cool and heat the electrons of a film at one moment.

    Attributes:
        bath: temperature of the substrate in units of Tc - T_reference, shape () or grid.shape.
        power: absorbed light per area in units of (Bc^2/mu_0) d/tau, shape () or grid.shape.
        own: epsilon of the metal of the device at the temperature of the bath, shape () or grid.shape; of a mixture of
            metals without the weakening.
        weakening: of a mixture of metals by a field along the film, shape () or grid.shape.
    """

    bath: jax.Array
    power: jax.Array
    own: jax.Array
    weakening: Any = 0.0


class Drive(eqx.Module):
    """Temperature, applied field, currents and thermal agitation of a sample at one moment.

    Attributes:
        condensation: epsilon(r), shape () or grid.shape: 1 at the reference temperature, 0 at Tc,
            negative above: (Tc - T)/(Tc - T_reference).
        applied_field: uniform applied field along the three directions in units of Bc2.
        force: thermal (Langevin) force on psi, shape () or grid.shape.
        random_current: density of the random current of Johnson and Nyquist along the edges, in units of
            Phi_0/(2 pi mu_0 xi lambda^2), one array for each component of A; None without thermal noise.
        current: current into a film through each of its terminals, shape () or (terminals,), see `SheetField`.
        applied_circulation: of the vector potential of a field that is not uniform, along the edges in the plane of a
            film, in units of Phi_0/(2 pi); added to that of ``applied_field``.
        source: of a circuit around a film, see `onnes.laws.circuit`.
        heat: bath and light where the electrons have a temperature of their own; ``condensation`` is then that at the
            temperature of the bath, of all metals.
    """

    condensation: jax.Array
    applied_field: jax.Array
    force: jax.Array
    random_current: tuple[Any, ...] | None
    current: jax.Array
    applied_circulation: tuple[jax.Array, jax.Array]
    source: jax.Array
    heat: HeatBath | None

    def __init__(self, condensation: ArrayLike = 1.0, applied_field: ArrayLike | tuple = (0.0, 0.0, 0.0),
                 force: ArrayLike = 0.0, current: ArrayLike = 0.0,
                 applied_circulation: tuple[ArrayLike, ArrayLike] = (0.0, 0.0), source: ArrayLike = 0.0,
                 heat: HeatBath | None = None):
        self.random_current = None
        self.condensation = as_array(condensation)
        self.applied_field = as_array(applied_field)
        self.force = as_array(force)
        self.current = as_array(current)
        along_x, along_y = applied_circulation
        self.applied_circulation = as_array(along_x), as_array(along_y)
        self.source = as_array(source)
        self.heat = heat


def uniform_state(grid: Grid, psi: complex = 1.0, components: tuple[int, ...] | None = None,
                  *, real: bool = False) -> State:
    """psi the same everywhere and A = 0 along ``components`` (all resolved directions by default)."""
    components = grid.resolved if components is None else components
    dtype = float if real else complex
    A = tuple(as_array(np.zeros(grid.cell_shape((d,)))) if d in components else None for d in range(3))
    return State(as_array(np.full(grid.shape, psi, dtype=dtype)), A)


def gauge_transformed(grid: Grid, lengths, state: State, chi) -> State:
    """psi exp(i chi), A + grad chi: the same physics.

    Args:
        lengths: edge lengths of the sample.
        chi: real array on nodes.
    """
    A = tuple(
        None if a is None else a + grid.difference(chi, d) / lengths[d] if d in grid.resolved else a
        for d, a in enumerate(state.A)
    )
    return State(state.psi * jnp.exp(1j * chi), A)
