"""Momentum of the electrons while a sharp front moves, beside what acts on them: a ledger with one open term.

Electrons of a current carry -m/e times the current. Per face of a plane body it is momentum along the current, per
area; in a cylinder angular momentum about its axis, per length. Positive is what electrons of the final current have::

    plane:      superfluid  (m/e mu_0) B_s                  eddy currents  -(m/e mu_0) (B_s - B_surface)
    cylinder:   superfluid  2 (m/e mu_0) pi s^2 B_s         eddy currents  2 pi (m/e mu_0) int_s r^2 d_r B dr

with B_s the field at the front, s its position; Gaussian: m c/(4 pi e) in place of m/(e mu_0). The body is neutral, so
that the Faraday field does not push it as a whole, and no current pushes it along itself: its lattice has the opposite
of what all its electrons have, at any time. Friction hands over what eddy currents lose at each instant. The magnet is
neutral too, and E x B is radial: field and magnet have no part in the balance.

E = B_s s' at the front acts on the superfluid in its layer lambda against the motion of its electrons, by
-(m/e mu_0) B_s s'/lambda a second per area (H17, with n_s e^2 mu_0/m = 1/lambda^2): it stops the carriers that the
front leaves behind. In a body of 10^5 lambda its impulse is 10^5 times the momentum of the superfluid, which grows all
the same. What makes up for it comes with the carriers that join the superfluid at the front, already in motion (H26):
`at_boundary`, the open term of a front without width.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.problems.front.chebyshev import derivative, weights
from onnes.problems.front.sharp import SharpFront
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


@dataclass(frozen=True)
class Momentum:
    """A front and its units: size [m], field Bc [T]; lambda [m], None where it is not known."""

    front: SharpFront
    geometry: str
    size: float
    field: float
    depth: float | None

    @property
    def unit(self) -> str:
        """Return the SI unit: of momentum per area, or of angular momentum per length."""
        return "J*s/m" if self.geometry == "cylinder" else "kg/(m*s)"

    @property
    def scale(self) -> float:
        """Return (m/e) Bc/mu_0, or 2 pi size^2 times that."""
        area = 2 * pi * self.size**2 if self.geometry == "cylinder" else 1.0
        return ELECTRON_MASS / ELEMENTARY_CHARGE * self.field / VACUUM_PERMEABILITY * area

    @property
    def dimension(self) -> int:
        """Return 0 for a plane front, 1 for a cylinder."""
        return 1 if self.geometry == "cylinder" else 0

    def superfluid(self) -> np.ndarray:
        """Return the momentum of the superfluid at the records, in units of ``scale``."""
        return self.front.boundary_field * self.front.position ** (2 * self.dimension)

    def eddy(self) -> np.ndarray:
        """Return the momentum of the eddy currents."""
        front = self.front
        slopes = front.field @ derivative().T  # times the width, which the integral has too
        return (slopes * front.place ** (2 * self.dimension)) @ weights()

    def field_impulse(self) -> np.ndarray:
        """Return the impulse of E on the superfluid since it began to grow; u between records is their mean."""
        assert self.depth is not None
        power = 2 * self.dimension + 1
        swept, u = self.front.position**power / power, self.front.boundary_field
        began = 0.0 if self._from_a_nucleus else u[0] * swept[0]
        steps = np.concatenate([[began], 0.5 * (u[1:] + u[:-1]) * np.diff(swept)])
        return -self.size / self.depth * np.cumsum(steps)

    @property
    def _from_a_nucleus(self) -> bool:
        return bool(self.front.joule_heat[0] == 0)

    def at_boundary(self) -> np.ndarray:
        """Return what the superfluid gained besides, since the start."""
        superfluid = self.superfluid()
        return superfluid - (superfluid[0] if self._from_a_nucleus else 0.0) - self.field_impulse()

    def balance(self) -> float:
        """Return the gain of all electrons in a cylinder over 2 (m/e mu_0) int 2 pi R E(R) dt, less 1.

        By Ampere's law they have 2 (m/e mu_0) [pi R^2 B(R) - flux]; by Faraday's E at the surface is the loss of flux.
        """
        front = self.front
        electric = -(front.field @ derivative()[-1]) / (front.place[:, -1] - front.place[:, 0])
        impulse = CubicSpline(front.time, electric).integrate(front.time[0], front.time[-1])
        electrons = self.superfluid() + self.eddy()
        return float((electrons[-1] - electrons[0]) / (2 * impulse) - 1)

    def readings(self) -> dict[str, Reading]:
        """Return the open term beside the impulse of E, and in a cylinder the balance."""
        readings = {}
        if self.depth is not None:
            readings = {
                "field_impulse": Reading(self.field_impulse()[-1] * self.scale, self.unit, None,
                                         "of E on the superfluid in its layer lambda; it slows the electrons"),
                "at_boundary": Reading(self.at_boundary()[-1] * self.scale, self.unit, None,
                                       "momentum that the superfluid must have gained at the front besides: open term"),
            }
        if self.geometry == "cylinder" and self.front.closed:
            readings["momentum_balance"] = Reading(
                self.balance(), "", None, "gain of all electrons over what Faraday's law at the surface says, less 1")
        return readings

    def arrays(self) -> dict[str, Array]:
        """Return the ledger at every record."""
        superfluid, eddy = self.superfluid(), self.eddy()
        kind = "angular momentum" if self.geometry == "cylinder" else "momentum"
        ledger = {"superfluid_momentum": (superfluid, f"{kind} of the superfluid electrons"),
                  "eddy_momentum": (eddy, f"{kind} of the electrons in eddy currents"),
                  "lattice_momentum": (-superfluid - eddy, f"{kind} of the lattice")}
        if self.depth is not None:
            ledger |= {"field_impulse": (self.field_impulse(), "impulse of E on the superfluid"),
                       "at_boundary": (self.at_boundary(), f"{kind} gained at the front: open term")}
        return {name: Array(values * self.scale, ("time",), self.unit, meaning)
                for name, (values, meaning) in ledger.items()}
