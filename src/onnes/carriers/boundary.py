"""A flat boundary between superconductor (x <= x0) and normal metal moving along x in a field along z."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.carriers.london_depth import london_depth
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


@dataclass(frozen=True)
class MovingBoundary:
    """A boundary at x0(t) = x0' t, far from any edge, the superconductor expelling the field B0 as it grows.

    Attributes:
        field: B0 at the boundary and beyond, T.
        speed: x0', m/s.
        density: n_s, 1/m^3.
        charge, mass: q (C, signed) and m (kg) of a carrier.

    Source: H17-H26.
    """

    field: float
    speed: float
    density: float
    charge: float = -ELEMENTARY_CHARGE
    mass: float = ELECTRON_MASS

    @property
    def depth(self) -> float:
        """lambda_L, m."""
        return london_depth(self.density, self.mass, self.charge)

    def magnetic_field(self, x: np.ndarray, time: float) -> np.ndarray:
        """B_z = B0 exp((x - x0)/lambda_L) behind the boundary, B0 beyond, in T. Source: H17a, H18a."""
        return self.field * self._screening(x, time)

    def electric_field(self, x: np.ndarray, time: float) -> np.ndarray:
        """E_y = x0' B_z behind the boundary, x0' B0 beyond, in V/m. Source: H17b, H18b."""
        return self.speed * self.magnetic_field(x, time)

    def carrier_velocity(self, x: np.ndarray, time: float) -> np.ndarray:
        """v_y = -B_z / (mu_0 n_s q lambda_L) behind the boundary, 0 beyond, in m/s. Source: H17c."""
        at_boundary = -self.field / (VACUUM_PERMEABILITY * self.density * self.charge * self.depth)
        behind = np.asarray(x) <= self.speed * time
        return np.where(behind, at_boundary * self._screening(x, time), 0.0)

    def transverse_acceleration(self, x: np.ndarray, time: float, forward: float) -> np.ndarray:
        """(q/m)(E_y - v_x B_z), in m/s^2, on carriers that move forward with v_x (m/s).

        The text's H20 has a slip (q/m in front of one term, m in front of dv/dt); this is the right form. With
        v_x = x0' electric and magnetic force cancel identically, and so does d_t v_y + v_x d_x v_y.

        Source: H20-H23, corrected.
        """
        return self.charge / self.mass * (self.electric_field(x, time) - forward * self.magnetic_field(x, time))

    def forward_force(self, x: np.ndarray, time: float) -> np.ndarray:
        """F_x = q v_y B_z, in N on one carrier: it pulls the carriers back from the boundary. Source: H24."""
        return self.charge * self.carrier_velocity(x, time) * self.magnetic_field(x, time)

    def power_per_area(self) -> float:
        """int n_s (-F_x x0') dx = (B0^2 / 2 mu_0) x0', in W/m^2: exactly the rate at which magnetic energy changes.

        Source: H25.
        """
        return self.field**2 / (2 * VACUUM_PERMEABILITY) * self.speed

    def electric_momentum_rate(self) -> float:
        """int n_s q E_y dx = n_s q lambda_L B0 x0', in Pa: y momentum that the Faraday field gives the layer.

        Source: H26, integrated.
        """
        return self.density * self.charge * self.depth * self.field * self.speed

    def open_momentum_rate(self) -> float:
        """n_s m v_y(x0) x0' = -n_s q lambda_L B0 x0', in Pa: what the text's missing force must supply.

        Carriers that condense where they stand must start with v_y(x0). In the layer itself H26,
        d_t v_y = (q/m) E_y, holds of H17 at every fixed x, whatever the text says: each carrier there is slowed as the
        boundary moves on. The ledger is open at the boundary, by the momentum of the carriers that join, which is equal
        and opposite to `electric_momentum_rate`. With v_x = x0' the magnetic force closes it.

        Source: H26.
        """
        start = -self.field / (VACUUM_PERMEABILITY * self.density * self.charge * self.depth)
        return self.density * self.mass * start * self.speed

    def _screening(self, x: np.ndarray, time: float) -> np.ndarray:
        return np.exp(np.minimum(np.asarray(x) - self.speed * time, 0.0) / self.depth)
