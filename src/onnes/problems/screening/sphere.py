"""A sphere in a uniform field in (r, z), with the vacuum around it on the grid.

Under `static` |psi| is smallest at the equator, where the field is largest, so the problem has two dimensions. The grid
is a quarter of the meridian plane: uniform cells over the sphere, then growing ones to ``padding`` radii, where the
tangential field is the applied one. The error of that boundary falls as (1/padding)^3; halving the padding estimates
it.
"""

from __future__ import annotations

import numpy as np

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, stretched
from onnes.problems.screening.body import Screened, at_centre
from onnes.problems.screening.radial import at_rest, mean_density
from onnes.readouts.fields import magnetic_induction, supercurrent

GROWTH = 1.15
MARGIN = 0.25
"""Extent of the uniform cells beyond the surface, in radii."""


def half_line(radius: float, cells: int, padding: float) -> np.ndarray:
    """Return nodes from 0 outwards, one of them at the radius."""
    spacing = radius / cells
    return stretched(radius + np.ceil(MARGIN * cells) * spacing, padding * radius, spacing, GROWTH)


def sphere(radius: float, cells: int, padding: float, kappa: float, applied: float, law: str) -> Screened:
    """Solve a sphere in (r, z).

    Args:
        radius: in xi.
        cells: to the radius.
        padding: radii of vacuum on the grid.
        kappa: lambda/xi.
        applied: field in Bc2.
        law: static, or london to check it.
    """
    nodes = half_line(radius, cells, padding)
    grid = Grid([nodes, None, nodes], "cylindrical")
    sample, drive = Sample(grid, Ball(radius)), Drive(1.0, (0.0, 0.0, applied))
    energy = ginzburg_landau(sample, kappa)
    status, state, message, metastable = at_rest(energy, drive, uniform_state(grid, 1.0, (1,), real=True), law)
    induction = magnetic_induction(sample, state.A)
    r = grid.points((0,))[0][:, 0]
    equator = np.asarray(induction[2])[:, 0]
    psi = np.abs(np.asarray(state.psi)[:, 0])
    return Screened(status, r[:cells], equator[:cells], 0.5 * (psi[1:] + psi[:-1])[:cells],
                    at_centre(r, equator), equator_field(r, equator, applied, radius),
                    current_moment(energy, state, kappa), mean_density(sample, state), metastable, message,
                    _mirrored_map(nodes, induction, radius))


def equator_field(r: np.ndarray, b: np.ndarray, applied: float, radius: float) -> float:
    """Return B just outside the equator, fitted to the vacuum between one cell beyond the surface and two radii.

    There B - H = a/r^3 + b/r^5 + ..., a dipole and a small octupole. The field next to the cut cells of the surface is
    the least accurate one, so it is not used.
    """
    outside = (r > radius + (r[1] - r[0])) & (r < 2 * radius)
    s, root = radius / r[outside], np.sqrt(np.gradient(r)[outside])
    multipoles = np.stack([s**3, s**5], axis=1)
    amplitudes = np.linalg.lstsq(multipoles * root[:, None], (b[outside] - applied) * root, rcond=None)[0]
    return applied + float(np.sum(amplitudes))


def current_moment(energy, state: State, kappa: float) -> float:
    """Return mu_0 m = 2 sum pi r^2 J/kappa^2 over the half z >= 0 of the meridian plane."""
    current = np.asarray(supercurrent(energy, state)[1])
    r = energy.sample.grid.points()[0]
    return float(2 * np.sum(np.pi * r**2 * current)) / kappa**2


def _mirrored_map(nodes, induction, radius, reach: float = 2.5, points: int = 161):
    """Return |B| on a square through the axis, mirrored at the axis and the equator."""
    from scipy.interpolate import RegularGridInterpolator

    middles = 0.5 * (nodes[1:] + nodes[:-1])
    x = np.linspace(-1, 1, points) * min(reach * radius, middles[-1])
    # B is even across the axis and the equator, so half a cell beside them it is that on them to second order.
    folded = np.maximum(np.abs(x), middles[0])
    where = np.stack(np.meshgrid(folded, folded), axis=-1)
    radial, axial = (
        RegularGridInterpolator(axes, np.asarray(values))(where)
        for axes, values in (((nodes, middles), induction[0]), ((middles, nodes), induction[2]))
    )
    return {"x": x, "z": x, "induction": np.hypot(radial, axial)}
