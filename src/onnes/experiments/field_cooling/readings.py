"""Records and readings of a cooled sample: field of the core, flux quanta, fluxoid."""

from __future__ import annotations

from dataclasses import dataclass

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import shapely

from onnes.energies import FreeEnergy, State
from onnes.experiments.field_cooling.apparatus import shape_of
from onnes.experiments.field_cooling.setting import Setting
from onnes.grids.operators import curl
from onnes.numerics.safe_division import safe_divide
from onnes.readouts.fields import magnetic_induction, supercurrent


@dataclass(frozen=True)
class Instruments:
    """Regions of the cross-section over which the readings are taken.

    Attributes:
        core: faces deeper than the penetration layer; for a tube, all faces within the middle of the wall.
        inside: fraction of each node's cell that lies in the sample.
    """

    core: np.ndarray
    inside: np.ndarray

    @classmethod
    def of(cls, setting: Setting, energy: FreeEnergy) -> Instruments:
        grid = energy.sample.grid
        x, y = grid.points((0, 1))
        section = setting.section
        if section.shape == "tube":
            core = np.hypot(x, y) < 0.5 * (section.radius + section.inner_radius)
        else:
            core = shapely.contains_xy(shape_of(section).region.buffer(-setting.core_depth), x, y)
        return cls(core, np.asarray(energy.sample.node_volume) / grid.dual_measure(()))

    def record(self, energy: FreeEnergy, state: State, t: float) -> dict[str, np.ndarray]:
        """Return the frames of the film and the mean field of the core, in reduced units."""
        field, density = _frames(energy, state)
        return {"field": np.asarray(field, np.float32), "density": np.asarray(density, np.float32),
                "core_field": np.asarray(np.asarray(field)[self.core].mean())}

    def flux_quanta(self, energy: FreeEnergy, state: State) -> float:
        """Return the flux through the core in units of Phi_0 (2 pi in reduced units)."""
        flux = np.asarray(curl(energy.sample.grid, energy.sample.circulation(state.A))[2])
        return float(flux[self.core].sum() / (2 * np.pi))

    def fluxoid_quanta(self, energy: FreeEnergy, state: State) -> float:
        """Return London's fluxoid around the core: the flux plus the contribution of the current along its boundary.

        By Stokes' theorem the sum along the boundary is a sum over faces, in which all inner edges cancel.
        """
        turned = _phase_steps(energy, state)
        along_rim = np.asarray(curl(energy.sample.grid, turned)[2])[self.core].sum() / (2 * np.pi)
        return self.flux_quanta(energy, state) + float(along_rim)


@eqx.filter_jit
def _frames(energy: FreeEnergy, state: State):
    return magnetic_induction(energy.sample, state.A)[2], jnp.real(state.psi * jnp.conj(state.psi))


@eqx.filter_jit
def _phase_steps(energy: FreeEnergy, state: State):
    """Return asin(J_e / |psi_i psi_j|) on every edge, the gauge-invariant phase difference of the current."""
    sample, grid = energy.sample, energy.sample.grid
    out = []
    for d, current in enumerate(supercurrent(energy, state)):
        if current is None:
            out.append(None)
            continue
        axis = grid.array_axis(d)
        size = jnp.abs(state.psi)
        n = size.shape[axis]
        product = jnp.take(size, jnp.arange(n - 1), axis) * jnp.take(size, jnp.arange(1, n), axis)
        largest = sample.edge_weight[d] * product
        sine = safe_divide(current, largest)
        out.append(jnp.arcsin(jnp.clip(sine, -1.0, 1.0)))
    return tuple(out)
