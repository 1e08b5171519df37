"""The sample on its grid, and the state in which it starts."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, State, ThermalForce, ginzburg_landau
from onnes.experiments.cooling.setting import Setting
from onnes.grids import Grid, Sample, uniform
from onnes.grids.shapes import Ball, Box, Shape, ring

_SLAB_ASPECT = 2.0
_VACUUM_CELLS = 2


def shape_of(setting: Setting) -> Shape:
    """The cross-section: disc, ring, or a plate twice as wide as thick."""
    if setting.shape == "tube":
        return ring(setting.radius, setting.inner_radius)
    if setting.shape == "slab":
        return Box((setting.radius, _SLAB_ASPECT * setting.radius))
    return Ball(setting.radius)


def half_sides(setting: Setting) -> tuple[float, float]:
    """Half the extent of the sample along x and y."""
    return setting.radius, setting.radius * (_SLAB_ASPECT if setting.shape == "slab" else 1.0)


def build(setting: Setting) -> FreeEnergy:
    """The free energy of the sample with a rim of vacuum, in which the field is the applied one."""
    rim = _VACUUM_CELLS * setting.spacing
    grid = Grid([uniform(-half - rim, half + rim, setting.spacing) for half in half_sides(setting)])
    energy = ginzburg_landau(Sample(grid, shape_of(setting)), setting.kappa)
    return FreeEnergy((*energy.terms, ThermalForce()), energy.sample)


def normal_state(energy: FreeEnergy, setting: Setting) -> State:
    """Normal metal in the uniform applied field, psi fluctuating about zero.

    <|psi|^2> = kT/(dV (|hot| + 4/h^2)) per node: equipartition with the stiffness that a node feels from
    being above Tc and from its neighbours.
    """
    volume = energy.sample.node_volume
    pair = jax.random.normal(jax.random.key(setting.seed), (2, *volume.shape))
    stiffness = abs(setting.hot) + 4 / setting.spacing**2
    size = jnp.sqrt(jnp.where(volume > 0, setting.noise / (2 * stiffness * jnp.where(volume > 0, volume, 1.0)), 0.0))
    return _with_circular_field(energy, size * (pair[0] + 1j * pair[1]), lambda r: 0.5 * setting.field * r)


def nucleus_state(energy: FreeEnergy, setting: Setting) -> State:
    """A round superconducting seed on the axis, its field expelled, in normal metal that carries the applied field.

    psi = tanh((r0 - r)/sqrt2) and B = H exp((r - r0)/lambda) for r < r0; psi = 0 and B = H outside.
    """
    r0, depth, field = setting.nucleus_radius, setting.kappa, setting.field
    x, y = energy.sample.grid.points()
    psi = np.tanh(np.clip(r0 - np.hypot(x, y), 0, None) / 2**0.5).astype(complex)

    def flux(r):
        """int_0^r B r dr, from int e^((r-r0)/l) r dr = l (r - l) e^((r-r0)/l) + constant."""
        inside = np.minimum(r, r0)
        layer = depth * ((inside - depth) * np.exp((inside - r0) / depth) + depth * np.exp(-r0 / depth))
        return field * (layer + 0.5 * (np.maximum(r, r0) ** 2 - r0**2))

    return _with_circular_field(energy, jnp.asarray(psi), lambda r: flux(r) / np.where(r > 0, r, 1.0))


def _with_circular_field(energy: FreeEnergy, psi, circular) -> State:
    """A = circular(r) along the angle, on the edges of the plane."""
    grid = energy.sample.grid
    components = []
    for direction in (0, 1):
        x, y = grid.points((direction,))
        r = np.hypot(x, y)
        along = (-y, x)[direction] / np.where(r > 0, r, 1.0)
        components.append(jnp.asarray(circular(r) * along))
    return State(psi, (components[0], components[1], None))
