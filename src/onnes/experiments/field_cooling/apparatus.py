"""The sample on its grid, and its normal state."""

from __future__ import annotations

import jax
import numpy as np

from onnes.energies import FreeEnergy, State, ThermalForce, ginzburg_landau
from onnes.experiments.field_cooling.setting import HOT, CrossSection, Setting
from onnes.geometry import Shape, disc, rectangle, ring
from onnes.grids import Grid, Sample, uniform
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide
from onnes.problems.expulsion.nuclei import circular_field

_VACUUM_CELLS = 2


def shape_of(section: CrossSection) -> Shape:
    """Return the cross-section: a disc, a ring, or a plate twice as wide as thick."""
    if section.shape == "tube":
        return ring(section.radius, section.inner_radius)
    if section.shape == "slab":
        half_x, half_y = section.half_sides
        return rectangle(2 * half_x, 2 * half_y)
    return disc(section.radius)


def build(setting: Setting) -> FreeEnergy:
    """Return the free energy of the sample with a rim of vacuum, in which the field is the applied one."""
    section = setting.section
    rim = _VACUUM_CELLS * section.spacing
    grid = Grid([uniform(-half - rim, half + rim, section.spacing) for half in section.half_sides])
    energy = ginzburg_landau(Sample(grid, shape_of(section)), setting.kappa)
    return FreeEnergy((*energy.terms, ThermalForce()), energy.sample)


def normal_state(energy: FreeEnergy, setting: Setting) -> State:
    """Return normal metal in the uniform applied field, psi fluctuating about zero.

    <|psi|^2> = kT/(dV (|hot| + 4/h^2)) per node: equipartition with the stiffness of a node above Tc coupled to its
    neighbours.
    """
    volume = np.asarray(energy.sample.node_volume)
    # In a row: the same numbers, and less to compile.
    pair = np.asarray(jax.random.normal(jax.random.key(setting.agitation.seed), (2 * volume.size,)))
    pair = pair.reshape(2, *volume.shape)
    stiffness = abs(HOT) + 4 / setting.section.spacing**2
    energy_per_node = setting.agitation.energy / (2 * stiffness)
    size = np.sqrt(safe_divide(energy_per_node, volume))
    A = circular_field(energy.sample.grid, lambda r: 0.5 * setting.field * r)
    return State(as_array(size * (pair[0] + 1j * pair[1])), A)

