"""Fields and forces at a flat normal-superconductor boundary that moves along x in a field along z."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.carriers.london_depth import london_depth
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


@dataclass(frozen=True)
class MovingBoundary:
    """Flat boundary at x0(t) = x0' t, far from any edge, of a superconductor that expels the field B0 as it grows.

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
        """London penetration depth lambda_L, in m."""
        return london_depth(self.density, self.mass, self.charge)

    @property
    def start(self) -> float:
        """v_y = -B0 / (mu_0 n_s q lambda_L) of the carriers at the boundary, in m/s."""
        return -self.field / (VACUUM_PERMEABILITY * self.density * self.charge * self.depth)

    def magnetic_field(self, x: np.ndarray, time: float) -> np.ndarray:
        """Return B_z = B0 exp((x - x0)/lambda_L) for x <= x0 and B0 beyond, in T, in the shape of x (m).

        Source: H17a, H18a.
        """
        return self.field * self._screening(x, time)

    def electric_field(self, x: np.ndarray, time: float) -> np.ndarray:
        """Return E_y = x0' B_z for x <= x0 and x0' B0 beyond, in V/m, in the shape of x (m). Source: H17b, H18b."""
        return self.speed * self.magnetic_field(x, time)

    def carrier_velocity(self, x: np.ndarray, time: float) -> np.ndarray:
        """Return v_y = -B_z / (mu_0 n_s q lambda_L) for x <= x0 and 0 beyond, in m/s. Source: H17c."""
        behind = np.asarray(x) <= self.speed * time
        return np.where(behind, self.start * self._screening(x, time), 0.0)

    def local_acceleration(self, x: np.ndarray, time: float) -> np.ndarray:
        """Return d_t v_y = -x0' v_y / lambda_L at a fixed place behind the boundary, in m/s^2. Source: H17c, H26."""
        return -self.speed / self.depth * self.carrier_velocity(x, time)

    def transverse_acceleration(self, x: np.ndarray, time: float, forward: float) -> np.ndarray:
        """Return (q/m)(E_y - v_x B_z), in m/s^2, for carriers that move forward with v_x = ``forward`` (m/s).

        The text's H20 has a slip (q/m in front of one term, m in front of dv/dt); this is the right form. With
        v_x = x0' electric and magnetic force cancel identically, and so does d_t v_y + v_x d_x v_y.

        Source: H20-H23, corrected.
        """
        return self.charge / self.mass * (self.electric_field(x, time) - forward * self.magnetic_field(x, time))

    def forward_force(self, x: np.ndarray, time: float) -> np.ndarray:
        """Return F_x = q v_y B_z, in N per carrier.

        The force points away from the boundary, into the superconductor.

        Source: H24.
        """
        return self.charge * self.carrier_velocity(x, time) * self.magnetic_field(x, time)

    def power_per_area(self) -> float:
        """Return the power per area int n_s (-F_x x0') dx = (B0^2 / 2 mu_0) x0', in W/m^2.

        It equals the rate at which the magnetic energy changes.

        Source: H25.
        """
        return self.field**2 / (2 * VACUUM_PERMEABILITY) * self.speed

    def electric_momentum_rate(self) -> float:
        """Return int n_s q E_y dx = n_s q lambda_L B0 x0', in Pa.

        This is the y momentum that the Faraday field gives to the boundary layer, per time and area.

        Source: H26, integrated.
        """
        return self.density * self.charge * self.depth * self.field * self.speed

    def open_momentum_rate(self) -> float:
        """Return n_s m v_y(x0) x0' = -n_s q lambda_L B0 x0', in Pa, the momentum rate that H26 leaves out.

        It is the y momentum per time and area.

        Carriers that condense without moving along x must start with v_y(x0). Inside the layer the fields H17 satisfy
        H26, d_t v_y = (q/m) E_y, at every fixed x, contrary to what the text says: each carrier there is slowed as the
        boundary moves on. The momentum balance fails at the boundary itself, by the momentum of the carriers that join
        the superfluid, which is equal and opposite to `electric_momentum_rate`. With v_x = x0' the magnetic force
        supplies it.

        Source: H26.
        """
        return self.density * self.mass * self.start * self.speed

    def _screening(self, x: np.ndarray, time: float) -> np.ndarray:
        return np.exp(np.minimum(np.asarray(x) - self.speed * time, 0.0) / self.depth)
