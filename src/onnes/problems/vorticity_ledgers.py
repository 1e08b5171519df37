"""Ledgers of energy and angular momentum of carriers that flow out of a cylinder in a field.

From n m [d_t v_theta + v_r (1/r) d_r(r v_theta)] = n q (E - v_r B), which is n m d_t v_theta = n q E - n m v_r w,
for the energy of field and azimuthal motion W and the angular momentum L per length::

    dW = (B_a/mu_0) dPhi  +  [-int n m v_theta v_r w dA dt  +  int (m/2) v_theta^2 dn dA]
    dL = int n q r E dA dt  +  [-int n m r v_r w dA dt  +  int m r v_theta dn dA]

Magnet and Faraday's field give the first terms; the brackets are what drives the flow, through the magnetic force, and
what carriers bring and take.

Units: as in `onnes.problems.vorticity_transport`; energies B_a^2/(2 mu_0) pi R^2, angular momenta 2 pi n_0 q B_a R^4.
Entries are sums over steps from the start, shape (K + 1,); the balances close in second order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.carriers.radial_flow import Flow
from onnes.problems.vorticity_transport import Transport


@dataclass(frozen=True)
class Course:
    """Transport of w, with the field.

    Attributes:
        moved: the course of w.
        flow: v_r over that at the surface.
        strength: v_r at the surface, shape (K + 1,).
        field, velocity: B of the cells and v_theta on the faces, shapes (K + 1, N) and (K + 1, N + 1).
        depth: lambda_0, in R.
        leaving: whether n falls with w; else it is n_0.
    """

    moved: Transport
    flow: Flow
    strength: np.ndarray
    field: np.ndarray
    velocity: np.ndarray
    depth: float
    leaving: bool

    def energy(self) -> dict[str, np.ndarray]:
        """Return the energies of field and current, and what magnet and flow gave."""
        moved, v, r = self.moved, self.velocity, self.moved.faces
        n, carried = self._on_faces()
        per = 2 / self.depth**2
        power = -2 * per * np.trapezoid(n * v * carried * r, r, axis=1)
        changing = per * np.trapezoid(_halfway(v**2) * np.diff(n, axis=0) * r, r, axis=1)
        entries = {"field": moved.mean(self.field**2), "current": per * np.trapezoid(n * v**2 * r, r, axis=1),
                   "magnet": 2 * moved.mean(self.field), "flow": _sum(_halfway(power) * np.diff(moved.time) + changing)}
        return {name: entry - entry[0] for name, entry in entries.items()}

    def angular_momentum(self) -> dict[str, np.ndarray]:
        """Return the angular momentum of the current, and what Faraday's field and the flow gave."""
        moved, v, r = self.moved, self.velocity, self.moved.faces
        n, carried = self._on_faces()
        circulation = np.zeros_like(v)  # r A
        circulation[:, 1:] = np.cumsum(self.field * moved.areas, axis=1)
        torque = -np.trapezoid(n * r**2 * carried, r, axis=1)
        changing = np.trapezoid(r**2 * _halfway(v) * np.diff(n, axis=0), r, axis=1)
        faraday = -np.trapezoid(_halfway(n) * r * np.diff(circulation, axis=0), r, axis=1)
        return {"current": np.trapezoid(n * v * r**2, r, axis=1), "electric": _sum(faraday),
                "flow": _sum(_halfway(torque) * np.diff(moved.time) + changing)}

    def _on_faces(self) -> tuple[np.ndarray, np.ndarray]:
        """Return n and v_r w on the faces, shape (K + 1, N + 1)."""
        w = self.moved.vorticity
        on_faces = np.concatenate([w[:, :1], (w[:, 1:] + w[:, :-1]) / 2, self.moved.surface[:, None]], axis=1)
        density = on_faces if self.leaving else np.ones_like(on_faces)
        return density, on_faces * self.strength[:, None] * self.flow.speed(self.moved.faces)


def _halfway(of_times: np.ndarray) -> np.ndarray:
    """Return the means of neighbouring times."""
    return (of_times[1:] + of_times[:-1]) / 2


def _sum(of_steps: np.ndarray) -> np.ndarray:
    """Return the sum of all steps until each time."""
    return np.concatenate([[0.0], np.cumsum(of_steps)])
