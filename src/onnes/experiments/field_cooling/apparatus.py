"""The sample on its grid, and its initial states."""

from __future__ import annotations

import jax
import numpy as np

from onnes.energies import FreeEnergy, State, ThermalForce, ginzburg_landau
from onnes.experiments.field_cooling.setting import HOT, CrossSection, Setting
from onnes.geometry import Shape, disc, rectangle, ring
from onnes.grids import Grid, Sample, uniform
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide
from onnes.problems.domain_wall import domain_wall

_VACUUM_CELLS = 2
_WALL_CELLS = 400
_RADII = 4000


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
    return _with_circular_field(energy, as_array(size * (pair[0] + 1j * pair[1])), lambda r: 0.5 * setting.field * r)


def nucleus_state(energy: FreeEnergy, setting: Setting) -> State:
    """Return a round superconducting nucleus on the axis, without field, in normal metal in the applied field.

    Its surface has the profile of the plane wall in equilibrium between the phases; the radius R of the nucleus is that
    of the flux it has expelled: int B dA over the plane is that around a disc of radius R without field.
    """
    wall = domain_wall(setting.kappa, _WALL_CELLS)
    flux_edge = wall.position[0] + float(np.trapezoid(wall.field, wall.position))
    x, y = energy.sample.grid.points()
    r = np.linspace(0.0, np.hypot(x, y).max(), _RADII)
    depth = setting.cooling.nucleus_radius + flux_edge - r
    flux = setting.field * _running_integral(np.interp(depth, wall.position, wall.field) * r, r)
    psi = np.interp(setting.cooling.nucleus_radius + flux_edge - np.hypot(x, y), wall.position, wall.density)
    circular = flux / np.where(r > 0, r, 1.0)
    return _with_circular_field(energy, as_array(psi.astype(complex)), lambda radius: np.interp(radius, r, circular))


def _running_integral(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    steps = 0.5 * (values[1:] + values[:-1]) * np.diff(places)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _with_circular_field(energy: FreeEnergy, psi, circular) -> State:
    """Return psi with A = circular(r) along the angle, on the edges of the plane."""
    grid = energy.sample.grid
    components = []
    for direction in (0, 1):
        x, y = grid.points((direction,))
        r = np.hypot(x, y)
        along = (-y, x)[direction] / np.where(r > 0, r, 1.0)
        components.append(as_array(circular(r) * along))
    return State(psi, (components[0], components[1], None))
