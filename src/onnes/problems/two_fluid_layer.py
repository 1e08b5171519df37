"""Layer at a flat normal-superconductor boundary in which normal carriers condense: two fluids, steady in its frame.

The boundary moves along x at the speed V in a field along z; xi = x - V t. Superfluid (n_s, velocity (u_s, v_s)) and
normal fluid (n_n, (u_n, v_n)) of carriers q, m with n_s + n_n = n convert into each other at the rate Gamma::

    d[n_s (u_s - V)] = Gamma,   d[n_n (u_n - V)] = -Gamma          continuity
    n_s u_s + n_n u_n = 0                                          charge neutrality, j_x = 0
    E_y = V (B - B_left),   -dB = mu_0 q (n_s v_s + n_n v_n)       Faraday, Ampere; the field B_left stays behind
    d[m n_s (u_s - V) v_s] = q n_s (E_y - u_s B) + Gamma m v_c     y momentum, with d = d/dxi
    d[m n_n (u_n - V) v_n] = q n_n (E_y - u_n B) - Gamma m v_c - m n_n v_n/tau

v_c is the velocity of the carriers that condense. Two laws::

    perfect-conductor   v_c = v_n: they have what they had as normal carriers, and forces do the rest
    london              m dv_s/dxi = -q B: one phase; then v_c = v_s, and the normal fluid takes the recoil

With continuity the superfluid's equation is n_s (u_s - V) (dv_s + (q/m) B) = Gamma (v_c - v_s) - (q/m) n_s V B_left:
if no field is left, London's equation holds where nothing condenses, and elsewhere only if what condenses has the
superfluid's velocity already. Motion along x does not enter: m v_y + q int B dx of a free carrier is constant however
it moves.

Prescribed, not derived: n_s = n_0 g(xi), g = 1/(1 + exp(4 xi/width)), and the place of the conversion, a distance
``thrust`` behind: n_s (V - u_s) = n_0 V g(xi + thrust). So u_s = 0 with thrust = 0, and u_s = V far ahead of the place
of the conversion.

Reduced units: lengths in lambda = sqrt(m/(mu_0 n_0 q^2)), B in B_0, densities in n_0, velocities along x in V, along y
in v_0 = -(q/m) lambda B_0, Gamma in n_0 V/lambda. Boxes between nodes: every equation holds for each box with mean
values of its two nodes, so that sums of momenta over boxes close to round-off; second order.

Source: H17-H26, Figs 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import block_array, csr_array, diags_array, eye_array, lil_array, vstack
from scipy.sparse.linalg import spsolve

Law = Literal["london", "perfect-conductor"]

_BEHIND = 24.0
"""Depth behind the conversion that is resolved, in lambda: the field there is 4e-11."""
_AHEAD = 5.0
"""Distance ahead that is resolved, in widths: the superfluid density there is 2e-9."""
RESOLUTION = 24
"""Boxes per lambda or width, whichever is smaller."""


@dataclass(frozen=True)
class TwoFluidLayer:
    """Solution on M + 1 nodes, in reduced units; ``box`` means are of shape (M,).

    Attributes:
        place: xi, shape (M + 1,).
        superfluid, normal: n_s, n_n.
        flux: n_s u_s = -n_n u_n.
        field: B; 1 at the last node.
        super_current, normal_current: n_s v_s and n_n v_n.
        field_left: B_left.
        law: the law of the superfluid.
        friction: lambda/(V tau).
    """

    place: np.ndarray
    superfluid: np.ndarray
    normal: np.ndarray
    flux: np.ndarray
    field: np.ndarray
    super_current: np.ndarray
    normal_current: np.ndarray
    field_left: float
    law: Law
    friction: float

    @property
    def box(self) -> np.ndarray:
        """Widths of the boxes."""
        return np.diff(self.place)

    @property
    def conversion(self) -> np.ndarray:
        """Gamma in the boxes."""
        return np.diff(self.flux - self.superfluid) / self.box

    @property
    def electric_field(self) -> np.ndarray:
        """E_y in the boxes, in V B_0."""
        return mean(self.field) - self.field_left

    @property
    def condensing(self) -> np.ndarray:
        """v_c in the boxes."""
        if self.law == "london":
            return mean(self.super_current / self.superfluid)
        return mean(self.normal_current / self.normal)

    def super_forces(self) -> dict[str, np.ndarray]:
        """Return the y forces on the superfluid, per volume, in the boxes; in n_0 m v_0 V/lambda."""
        return {"electric": -mean(self.superfluid) * self.electric_field,
                "magnetic": mean(self.flux) * mean(self.field),
                "conversion": self.conversion * self.condensing}

    def normal_forces(self) -> dict[str, np.ndarray]:
        """Return the same for the normal fluid."""
        return {"electric": -mean(self.normal) * self.electric_field,
                "magnetic": -mean(self.flux) * mean(self.field),
                "conversion": -self.conversion * self.condensing,
                "friction": -self.friction * mean(self.normal_current)}

    def end_fluxes(self) -> tuple[float, float]:
        """Return the y momentum of superfluid and normal fluid that leaves through both ends; zero but for tails."""
        leaving = (self.flux / self.superfluid - 1) * self.super_current
        normal = -(self.flux / self.normal + 1) * self.normal_current
        return float(leaving[-1] - leaving[0]), float(normal[-1] - normal[0])


def mean(of_nodes: np.ndarray) -> np.ndarray:
    """Return the mean values of the boxes between nodes."""
    return (of_nodes[1:] + of_nodes[:-1]) / 2


def two_fluid_layer(law: Law, thrust: float, width: float, fraction: float, friction: float,
                    resolution: int = RESOLUTION) -> TwoFluidLayer:
    """Return the layer at a moving boundary.

    Args:
        law: of the superfluid.
        thrust, width: in lambda.
        fraction: n_0/n, superfluid share far behind, below 1.
        friction: lambda/(V tau).
        resolution: boxes per lambda or width, whichever is smaller.
    """
    behind, ahead = _BEHIND + thrust, _AHEAD * width
    boxes = int(np.ceil((behind + ahead) * resolution / min(width, 1.0)))
    place = np.linspace(-behind, ahead, boxes + 1)
    superfluid, converted = (1 / (1 + np.exp(4 * x / width)) for x in (place, place + thrust))
    normal, flux = 1 / fraction - superfluid, superfluid - converted
    matrix, right = _equations(law, place, superfluid, normal, flux, friction)
    solution = spsolve(matrix.tocsc(), right)
    field, super_current, normal_current = np.split(solution[:-1], 3)
    return TwoFluidLayer(place, superfluid, normal, flux, field, super_current, normal_current, float(solution[-1]),
                         law, friction)


def _equations(law: Law, place: np.ndarray, superfluid: np.ndarray, normal: np.ndarray, flux: np.ndarray,
               friction: float) -> tuple[csr_array, np.ndarray]:
    """Return matrix and right side for (B, n_s v_s, n_n v_n) on the nodes, and B_left."""
    step, count = np.diff(place), place.size
    gathered = np.diff(flux - superfluid)
    left, right = (eye_array(count - 1, count, k=k, format="csr") for k in (0, 1))
    difference, average = right - left, (right + left) / 2

    def of(coefficient: np.ndarray) -> csr_array:
        return diags_array(coefficient, format="csr")

    def over(coefficient: np.ndarray) -> csr_array:
        """Return the matrix of a coefficient of the boxes times the mean of an unknown."""
        return of(coefficient) @ average

    def column(coefficient: np.ndarray) -> csr_array:
        return csr_array(coefficient[:, None])

    on_super, on_normal, magnetic = step * mean(superfluid), step * mean(normal), step * mean(flux)
    drift = difference @ of(-flux / normal - 1) + over(friction * step)
    taken = over(gathered) @ of(1 / (superfluid if law == "london" else normal))
    if law == "london":
        motion = [-over(step), difference @ of(1 / superfluid), None, None]
        normal_motion = [over(on_normal + magnetic), taken, drift, column(-on_normal)]
    else:
        motion = [over(on_super - magnetic), difference @ of(flux / superfluid - 1), -taken, column(-on_super)]
        normal_motion = [over(on_normal + magnetic), None, drift + taken, column(-on_normal)]
    ampere = [difference, -over(step), -over(step), None]
    ends, values = _ends(law, superfluid, normal, friction)
    return vstack([block_array([ampere, motion, normal_motion]), ends], format="csr"), values


def _ends(law: Law, superfluid: np.ndarray, normal: np.ndarray, friction: float) -> tuple[csr_array, np.ndarray]:
    """Return the conditions at the ends, and the right side of all equations.

    What decays behind; B_0 ahead; the eddy current of normal metal ahead; and B_left = 0 or no superfluid from ahead.
    """
    count = superfluid.size
    ends = lil_array((4, 3 * count + 1))
    ends[0, count], ends[0, 0], ends[0, -1] = 1 / superfluid[0], -1, 1
    ends[1, count - 1] = 1
    # Ahead B - B_left falls as exp(-n_n k xi): n_n k^2 + friction k = 1.
    eddy = 2 / (friction + np.sqrt(friction**2 + 4 * normal[-1]))
    ends[2, -2], ends[2, count - 1], ends[2, -1] = 1 / normal[-1], eddy, -eddy
    ends[3, -1 if law == "london" else 2 * count - 1] = 1
    values = np.zeros(3 * count + 1)
    values[-3] = 1
    return ends.tocsr(), values
