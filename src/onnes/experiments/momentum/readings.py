"""Readings of the momentum balance in SI units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import pi

import numpy as np

from onnes.experiments.momentum.balance import Balance
from onnes.problems.domain_wall import domain_wall
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMEABILITY

FRAMES = 60
_WALL_CELLS = 400
_REST = "the event was reached"


@dataclass(frozen=True)
class Instruments:
    """A balance, kappa, and lambda [m], D [m^2/s], Bc [T]."""

    balance: Balance
    kappa: float
    depth: float
    diffusion: float
    field: float

    @property
    def momentum_unit(self) -> float:
        """(m/e) Bc/mu_0, in kg/(m s), times lambda^2 of a cylinder, in J s/m."""
        per_area = ELECTRON_MASS / ELEMENTARY_CHARGE * self.field / VACUUM_PERMEABILITY
        return per_area * (self.depth**2 if self.balance.cylinder else 1.0)

    @property
    def unit(self) -> str:
        """Unit of the totals."""
        return "J*s/m" if self.balance.cylinder else "kg/(m*s)"

    @cached_property
    def supercurrent(self) -> np.ndarray:
        """Total of the supercurrent at the records."""
        return self.balance.total(self.balance.supercurrent)

    @cached_property
    def electric(self) -> np.ndarray:
        """Impulse of the electric field since the start."""
        return self.balance.impulse(self.balance.electric)

    @cached_property
    def condensation(self) -> np.ndarray:
        """Impulse of condensation since the start."""
        return self.balance.impulse(self.balance.condensation)

    def readings(self) -> dict[str, Reading]:
        """Return momenta, impulses over the final momentum, how well they close, and the limits they are held to."""
        balance, front, unit = self.balance, self.balance.front, self.momentum_unit
        final, word = self.supercurrent[-1], "angular momentum" if balance.cylinder else "momentum"
        per = "per length" if balance.cylinder else "per area of one face"
        gained = final - self.supercurrent[0]
        condensed = self.condensation[-1]
        heat = front.ledger.joule_heat[-1] + front.ledger.relaxation_heat[-1]
        both = (balance.of_field[1:] + balance.of_field[:-1]) / 2
        sums = (self.supercurrent[1:] + self.supercurrent[:-1]) / 2 + balance.total(balance.normal_current)
        mismatch = np.abs(both - sums) @ balance.step[:, 0] / (front.time[-1] * final)
        full = "2 (m/e) pi R^2 B/mu_0" if balance.cylinder else "(m/e) B/mu_0"
        read = {
            "final": (final * unit, f"{word} of the electrons in the final current, {per}"),
            "final_of_field": (balance.of_field[-1] * unit, "the same by Ampere's law, from the field alone"),
            "full_expulsion": (self._expelled(balance.applied) * unit,
                               f"the same if the field went to 0 at the surface, {full}"),
            "lattice": (-gained * unit, f"{word} that the lattice has gained, {per}"),
        }
        shares = {
            "electric_over_final": (self.electric[-1] / final, "impulse of the electric field on the pairs, over the "
                                    "final value; negative: against the current"),
            "condensation_over_final": (condensed / final, "impulse of condensation over the final value"),
            "recoil_over_final": (-condensed / final, "recoil of condensation on the lattice, over the final value"),
            "start_over_final": (self.supercurrent[0] / final, "current of the nucleus, over the final value"),
            "electric_over_wall": (self._electric_over_wall(), "impulse of the electric field while the front goes "
                                   "from 1/4 to 3/4 of its way, over that of the flat wall at rest moved as far"),
            "outflow_over_condensation": (self._outflow_share(), "impulse of the magnetic force on pairs that moved "
                                          "outward with the front (the text), over that of condensation, on that way"),
            "normal_over_final": (float(np.min(balance.total(balance.normal_current)[1:])) / final, "largest momentum "
                                  "of the eddy currents, which the theory lets follow E at once"),
            "field_over_final": (self._of_radial_field() / final, "of the field in Bernoulli's electric field"),
            "relaxation_share": (front.ledger.relaxation_heat[-1] / heat, "of condensation in all heat"),
            "relaxation_share_on_the_way": (self._heat_of_the_way(), "of condensation in the heat while the front goes "
                                            "from 1/4 to 3/4 of its way"),
            "closure": (abs(gained - self.electric[-1] - condensed) / final, "impulses less the momentum gained"),
            "ampere": (mismatch, "mean difference in time between super and normal current from the wave function "
                       "and E, and the current from the field, over the final value"),
            "energy_balance": (front.ledger.closure, "energy unaccounted for over the largest entry"),
        }
        return ({name: Reading(value, self.unit, None, meaning) for name, (value, meaning) in read.items()}
                | {name: Reading(value, "", None, meaning) for name, (value, meaning) in shares.items()})

    def _expelled(self, field: float) -> float:
        return 2 * pi * self.balance.front.node[-1] ** 2 * field if self.balance.cylinder else field

    def _middle_of_the_way(self) -> np.ndarray:
        """Return the first record at 1/4 and the last at 3/4 of the way."""
        position = self.balance.front.position
        shares = position[0] + np.array([0.25, 0.75]) * (position[-1] - position[0])
        return np.searchsorted(position, shares)

    def _outflow_share(self) -> float:
        ends = self._middle_of_the_way()
        outflow = np.diff(self.balance.impulse(self.balance.outflow)[ends])[0]
        return float(outflow / np.diff(self.condensation[ends])[0])

    def _heat_of_the_way(self) -> float:
        ends, ledger = self._middle_of_the_way(), self.balance.front.ledger
        relaxation, joule = (float(np.diff(heat[ends])[0]) for heat in (ledger.relaxation_heat, ledger.joule_heat))
        return relaxation / (relaxation + joule)

    def _electric_over_wall(self) -> float:
        """Return the impulse over that of E = s' B in a flat wall, int n B dx for every length that it moves."""
        wall = domain_wall(self.kappa, _WALL_CELLS)
        per_way = float(np.trapezoid(wall.modulus**2 * wall.field, wall.position)) / self.kappa
        ends = self._middle_of_the_way()
        position = self.balance.front.position[ends]
        way = 2 * pi * np.diff(position**3)[0] / 3 if self.balance.cylinder else np.diff(position)[0]
        return float(-np.diff(self.electric[ends])[0] / (per_way * way))

    def _of_radial_field(self) -> float:
        """Return -eps_0 int r E_r B dV with E_r = -(m/2e) d_r v^2, for the final state, in units of the totals.

        In these units v = A (e Bc lambda/m) and E_r = -(e Bc^2 lambda/2 m) d_r A^2.
        """
        front, balance = self.balance.front, self.balance
        gradient = np.gradient(front.potential[-1] ** 2, front.node)
        speed = ELEMENTARY_CHARGE * self.field * self.depth / ELECTRON_MASS
        return (speed / SPEED_OF_LIGHT) ** 2 / 2 * float(balance.total(gradient * balance.field[-1]))

    def arrays(self) -> dict[str, Array]:
        """Return totals at the records, and densities along the radius at evenly spaced positions of the front."""
        balance, front, unit = self.balance, self.balance.front, self.momentum_unit
        time = self.depth**2 / self.diffusion
        sums = {"supercurrent": (self.supercurrent, "momentum of the supercurrent"),
                "electric_impulse": (self.electric, "impulse of the electric field on the pairs"),
                "condensation_impulse": (self.condensation, "impulse of condensation"),
                "lattice_electric": (-self.electric, "impulse of the electric field on the ions, less friction"),
                "lattice_recoil": (-self.condensation, "recoil of condensation on the lattice")}
        record = {
            "time": Array(front.time * time, ("time",), "s", "time"),
            "position": Array(front.position * self.depth, ("time",), "m", "position of the front: half of Bc"),
        } | {name: Array(values * unit, ("time",), self.unit, meaning) for name, (values, meaning) in sums.items()}
        shown = self._frames()
        force = ELECTRON_MASS / ELEMENTARY_CHARGE * self.field / VACUUM_PERMEABILITY / self.depth / time
        of_places = {"electric_force": (balance.electric, "electric force on the pairs"),
                     "condensation_force": (balance.condensation, "momentum of the pairs that form"),
                     "outflow_force": (balance.outflow, "magnetic force on pairs moving outward with the front")}
        current = -self.field / (VACUUM_PERMEABILITY * self.depth)
        return record | {
            "frame_time": Array(balance.middle[shown] * time, ("frame",), "s", "time of a frame"),
            "frame_position": Array(front.position[shown] * self.depth, ("frame",), "m", "position of the front"),
            "r": Array(front.node * self.depth, ("r",), "m", "distance from the middle"),
            "density": Array(balance.density[shown], ("frame", "r"), "", "density of pairs over its bulk value"),
            "magnetic_field": Array(balance.field[shown] * self.field, ("frame", "r"), "T", "magnetic field"),
            "supercurrent_density": Array(balance.supercurrent[shown] * current, ("frame", "r"), "A/m^2",
                                          "supercurrent density"),
            "normal_current_density": Array(balance.normal_current[shown] * current, ("frame", "r"), "A/m^2",
                                            "density of the eddy currents"),
        } | {name: Array(values[shown] * force, ("frame", "r"), "N/m^3", meaning)
             for name, (values, meaning) in of_places.items()}

    def _frames(self) -> np.ndarray:
        """Return intervals between records at evenly spaced positions of the front, the first left out."""
        position = self.balance.front.position[1:-1]
        wanted = np.linspace(position[1], position[-1], FRAMES)
        return np.unique(np.clip(np.searchsorted(position, wanted) + 1, 1, len(position)))

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for a run that did not come to rest."""
        front = self.balance.front
        if front.message == _REST:
            return ()
        return (f"The domain has not come to rest: its front is at {front.position[-1] / front.node[-1]:.2f} of the "
                f"size at the end. {front.message.capitalize()}.",)
