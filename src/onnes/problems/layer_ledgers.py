"""Momentum along x and energy of a two-fluid layer, from its solution.

The normal fluid feels E_x, the magnetic force and friction; the superfluid also the force X of condensation::

    d[m n_n (u_n - V) u_n] = q n_n (E_x + v_n B) - Gamma m u_n - m n_n u_n/tau            gives E_x
    d[m n_s (u_s - V) u_s] = q n_s (E_x + v_s B) + Gamma m u_n + n_s X                    gives X

Carriers condense with the u_n that they have. The lattice takes friction, the force of E_x on its charge, and the
reaction to X. Energy: X does work, and under law=london condensation gives carriers the kinetic energy of their new
velocity, (m/2)(v_s - v_n)^2 each; it goes into the field, friction, and the heat of carriers that join a fluid of
another velocity.

Units: forces B_0^2/(mu_0 lambda), energies per area and time V B_0^2/mu_0; so B_0^2/2 mu_0 is 1/2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.problems.two_fluid_layer import TwoFluidLayer, mean


@dataclass(frozen=True)
class Ledgers:
    """Ledgers of a layer.

    Attributes:
        layer: the solution.
        inertia: (V/v_0)^2, v_0 = e lambda B_0/m.
    """

    layer: TwoFluidLayer
    inertia: float

    def velocities(self) -> tuple[np.ndarray, np.ndarray]:
        """Return u_s and u_n on the nodes, in V."""
        return self.layer.flux / self.layer.superfluid, -self.layer.flux / self.layer.normal

    def normal_forces(self) -> dict[str, np.ndarray]:
        """Return the x forces on the normal fluid, per volume, in the boxes."""
        layer, (_, back) = self.layer, self.velocities()
        carried = self.inertia * np.diff((back - 1) * -layer.flux) / layer.box
        known = {"magnetic": -mean(layer.normal_current) * mean(layer.field),
                 "conversion": -self.inertia * layer.conversion * mean(back),
                 "friction": self.inertia * layer.friction * mean(layer.flux)}
        return {"electric": carried - sum(known.values()), **known}

    def electric_field(self) -> np.ndarray:
        """Return q E_x in the boxes."""
        return self.normal_forces()["electric"] / mean(self.layer.normal)

    def super_forces(self) -> dict[str, np.ndarray]:
        """Return the x forces on the superfluid, per volume, in the boxes."""
        layer, (forward, back) = self.layer, self.velocities()
        carried = self.inertia * np.diff((forward - 1) * layer.flux) / layer.box
        known = {"electric": mean(layer.superfluid) * self.electric_field(),
                 "magnetic": -mean(layer.super_current) * mean(layer.field),
                 "conversion": self.inertia * layer.conversion * mean(back)}
        return {**known, "condensation": carried - sum(known.values())}

    def lattice_forces(self) -> dict[str, np.ndarray]:
        """Return the x forces on the lattice, per volume, in the boxes."""
        charge = mean(self.layer.superfluid + self.layer.normal)
        return {"electric": -charge * self.electric_field(), "friction": -self.normal_forces()["friction"],
                "condensation": -self.super_forces()["condensation"]}

    def end_flux(self) -> float:
        """Return the x momentum of the carriers that leaves through both ends; zero but for tails."""
        forward, back = self.velocities()
        leaving = self.inertia * self.layer.flux * (forward - back)
        return float(leaving[-1] - leaving[0])

    def powers(self) -> dict[str, float]:
        """Return work and kinetic energy of condensation, and where they go, per area and time."""
        layer, (forward, back) = self.layer, self.velocities()
        along_s, along_n = layer.super_current / layer.superfluid, layer.normal_current / layer.normal
        joining = layer.box * layer.conversion / 2
        drag = layer.friction * layer.box
        return {
            "condensation_work": float(layer.box @ (self.super_forces()["condensation"] * mean(forward))),
            "condensation_kinetic": float(joining @ (layer.condensing - mean(along_n)) ** 2),
            "field": float(layer.box @ (mean(layer.super_current + layer.normal_current) * layer.electric_field)),
            "friction": float(drag @ mean(layer.normal * (along_n**2 + self.inertia * back**2))),
            "joining": float(joining @ ((layer.condensing - mean(along_s)) ** 2
                                        + self.inertia * mean(forward - back) ** 2)),
        }

    def energy_flux(self) -> float:
        """Return the kinetic energy that leaves through both ends; zero but for tails."""
        layer, (forward, back) = self.layer, self.velocities()
        along_s, along_n = layer.super_current / layer.superfluid, layer.normal_current / layer.normal
        leaving = (layer.superfluid * (forward - 1) * (along_s**2 + self.inertia * forward**2)
                   + layer.normal * (back - 1) * (along_n**2 + self.inertia * back**2)) / 2
        return float(leaving[-1] - leaving[0])
