"""Slab, cylinder and sphere as one-dimensional problems.

The slab is solved from face to face, the cylinder along its radius, the sphere along its radius with the field outside
in closed form (`DipoleExterior`), which is exact where |psi| does not depend on the direction, that is under `london`.
"""

from __future__ import annotations

import numpy as np

from onnes.energies import DipoleExterior, Drive, State, ginzburg_landau, uniform_on_sphere, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws import London, Static
from onnes.numerics.grading import mirrored
from onnes.problems.screening.body import Screened, at_centre, at_surface
from onnes.readouts.fields import magnetic_induction


def body(shape: str, nodes: np.ndarray, kappa: float, applied: float, law: str) -> Screened:
    """Solve a body on the given nodes.

    Args:
        shape: slab, cylinder or sphere.
        nodes: from the centre to the surface, in xi.
        kappa: lambda/xi.
        applied: field in Bc2.
        law: london or static; a sphere is always solved under london here, see `onnes.problems.screening.sphere`.
    """
    if shape == "sphere":
        return sphere(nodes, kappa, applied)
    return (slab if shape == "slab" else cylinder)(nodes, kappa, applied, law)


def slab(nodes: np.ndarray, kappa: float, applied: float, law: str) -> Screened:
    """Solve a slab in a field along its faces; ``nodes`` from the middle plane to a face, B along z, A along y."""
    grid = Grid([mirrored(nodes)])
    sample, drive = Sample(grid), Drive(1.0, (0.0, 0.0, applied))
    energy = ginzburg_landau(sample, kappa)
    status, state, message, metastable = at_rest(energy, drive, uniform_state(grid, 1.0, (1,), real=True), law)
    induction = np.asarray(magnetic_induction(sample, state.A)[2])
    half = len(nodes) - 1
    b, x = induction[half:], grid.points((0,))[0][half:]
    psi = np.asarray(state.psi)[half:]
    moment = np.sum(np.asarray(sample.face_area[2]) * (induction - applied))
    return _screened(status, message, x, b, psi, at_surface(x[::-1], b[::-1], nodes[-1]), moment,
                     mean_density(sample, state), metastable)


def cylinder(nodes: np.ndarray, kappa: float, applied: float, law: str) -> Screened:
    """Solve a long cylinder along the field; ``nodes`` from the axis to the surface, A along theta."""
    grid = Grid([nodes], "cylindrical")
    sample, drive = Sample(grid), Drive(1.0, (0.0, 0.0, applied))
    energy = ginzburg_landau(sample, kappa)
    status, state, message, metastable = at_rest(energy, drive, uniform_state(grid, 1.0, (1,), real=True), law)
    induction = np.asarray(magnetic_induction(sample, state.A)[2])
    r = grid.points((0,))[0]
    moment = 2 * np.pi * np.sum(np.asarray(sample.face_area[2]) * (induction - applied))
    return _screened(status, message, r, induction, np.asarray(state.psi),
                     at_surface(r[::-1], induction[::-1], nodes[-1]), moment,
                     mean_density(sample, state), metastable)


def sphere(nodes: np.ndarray, kappa: float, applied: float) -> Screened:
    """Solve a sphere under `london` with the closed form A_phi = (H r/2 + m/r^2) sin(theta) around it."""
    grid = Grid([nodes], "spherical")
    sample, drive = Sample(grid), Drive(1.0, uniform_on_sphere(applied))
    energy = ginzburg_landau(sample, kappa, (0.0, 0.0, 0.0), DipoleExterior(kappa))
    status, state, message, _ = at_rest(energy, drive, uniform_state(grid, 1.0, (2,), real=True), "london")
    radius = nodes[-1]
    potential = np.asarray(state.A[2])
    dipole = (float(potential[-1]) - 0.5 * applied * radius) * radius**2
    b, r = -np.asarray(magnetic_induction(sample, state.A)[1]), grid.points((0,))[0]
    return _screened(status, message, r, b, np.asarray(state.psi), applied - dipole / radius**3, 4 * np.pi * dipole,
                     1.0, False, _around(nodes, potential, r, b, applied, dipole))


def at_rest(energy, drive, state: State, law: str):
    """Return status, state and message of `london`, or of `static` started from it, and whether it is metastable."""
    rigid = London(energy, drive).run(state)
    if law == "london":
        return rigid.status, rigid.state, "", False
    found = Static(energy, drive).run(rigid.state)
    return found.status, found.state, found.message, found.energy > 0


def _screened(status, message, position, induction, psi, surface, moment, filling, metastable, map=None) -> Screened:
    between = 0.5 * np.abs(psi[1:] + psi[:-1])
    return Screened(status, position, induction, between, at_centre(position, induction), surface, float(moment),
                    filling, metastable, message, map or {})


def mean_density(sample: Sample, state: State) -> float:
    """Return the mean of |psi|^2 over the sample."""
    return float(np.average(np.asarray(state.psi) ** 2, weights=np.asarray(sample.node_volume)))


def _around(nodes, a, r, equator, applied, dipole, reach: float = 2.5, points: int = 161):
    """Return |B| on a square through the axis: B_r = (2 a/r) cos(theta), B_theta = -b sin(theta), b at the equator."""
    x = np.linspace(-reach, reach, points) * nodes[-1]
    across, up = np.meshgrid(x, x)
    s = np.maximum(np.hypot(across, up), nodes[1] / 2)
    outside = s > nodes[-1]
    radial = np.where(outside, applied + 2 * dipole / s**3, 2 * np.interp(s, nodes[1:], a[1:] / nodes[1:]))
    polar = np.where(outside, applied - dipole / s**3, np.interp(s, r, equator))
    return {"x": x, "z": x, "induction": np.hypot(radial * up / s, polar * across / s)}
