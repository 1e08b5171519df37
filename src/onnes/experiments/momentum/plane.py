"""Angular momentum of the supercurrent of a domain in the plane, term by term, from the records of a run."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from onnes.problems.front.domain import Domain
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

FRAMES = 40


@dataclass(frozen=True)
class PlaneBalance:
    """Angular momentum about the middle of the square, in units of (m/e) Bc/mu_0 lambda^2.

    On an edge of length h between nodes i and j the electrons of the supercurrent have the density of momentum
    ``g = -n sin(gamma)/l`` with n = |psi_i psi_j|, gamma = theta_j - theta_i - A l and l = kappa h/sqrt(2), h in units
    of the flux quantum over 2 pi Bc lambda. Between two records

        Delta g = -mean(n) c [Delta(theta_j - theta_i) - Delta A l]/l - mean(sin gamma) Delta n/l

    with c = Delta(sin gamma)/Delta(gamma): gradient of the potential, electric force, condensation. The sum is exact.

    Attributes:
        domain: the run; lengths in lambda, times in lambda^2/D.
        applied: 1 - p, the applied field in Bc.
        kappa: lambda/xi.
        depth, diffusion, field: lambda [m], D [m^2/s], Bc [T].
    """

    domain: Domain
    applied: float
    kappa: float
    depth: float
    diffusion: float
    field: float

    @property
    def spacing(self) -> float:
        """h."""
        return float(self.domain.node[1] - self.domain.node[0])

    @property
    def link(self) -> float:
        """l."""
        return self.kappa * self.spacing / math.sqrt(2)

    @cached_property
    def _edges(self) -> tuple[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], ...]:
        """Per direction n, gamma, A l at the records, and the moment arm times the volume of an edge."""
        psi, h, node = self.domain.order_parameter, self.spacing, self.domain.node
        ends = np.full(node.size, 1.0)
        ends[[0, -1]] = 0.5  # The cells of the rim are half as wide.
        arms = (-node * ends * h**2, (node * ends)[:, None] * h**2)
        pairs = ((psi[:, :-1], psi[:, 1:]), (psi[:, :, :-1], psi[:, :, 1:]))
        turned = []
        for (left, right), A, arm in zip(pairs, (self.domain.along_x, self.domain.along_y), arms, strict=True):
            circulation = A * self.link
            turned.append((np.abs(left * right), np.angle(right * np.conj(left) * np.exp(-1j * circulation)),
                           circulation, arm))
        return tuple(turned)

    @cached_property
    def supercurrent(self) -> np.ndarray:
        """Angular momentum of the supercurrent at the records, shape (K,)."""
        moments = [np.sum(n * np.sin(gamma) * arm, axis=(1, 2)) for n, gamma, _, arm in self._edges]
        return -np.sum(moments, 0) / self.link

    @cached_property
    def torques(self) -> dict[str, np.ndarray]:
        """Moments of the impulses of electric force, condensation, potential between records, (K - 1, N - 1, N - 1).

        On the cells: each takes half of every edge around it, those of the rim all.
        """
        parts: dict[str, list[np.ndarray]] = {"electric": [], "condensation": [], "potential": []}
        for n, gamma, circulation, arm in self._edges:
            turn, drag = np.angle(np.exp(1j * np.diff(gamma, axis=0))), np.diff(circulation, axis=0)
            slope = np.cos(gamma[:-1] + turn / 2) * np.sinc(turn / (2 * np.pi))
            number = (n[1:] + n[:-1]) / 2
            sine = (np.sin(gamma[1:]) + np.sin(gamma[:-1])) / 2
            parts["electric"].append(number * slope * drag * arm / self.link)
            parts["potential"].append(-number * slope * (turn + drag) * arm / self.link)
            parts["condensation"].append(-sine * np.diff(n, axis=0) * arm / self.link)
        return {name: _on_cells(*pair) for name, pair in parts.items()}

    def impulse(self, name: str) -> np.ndarray:
        """Return the moment of an impulse since the start at the records, shape (K,)."""
        return np.concatenate([[0.0], np.cumsum(self.torques[name].sum(axis=(1, 2)))])

    @cached_property
    def lorentz(self) -> np.ndarray:
        """Torque of the magnetic force n q v x B on the pairs at the records, B (r . g) over the cells, shape (K,)."""
        (n_x, gamma_x, _, _), (n_y, gamma_y, _, _) = self._edges
        along_x, along_y = (-n * np.sin(gamma) / self.link for n, gamma in ((n_x, gamma_x), (n_y, gamma_y)))
        middle = (self.domain.node[1:] + self.domain.node[:-1]) / 2
        radial = (middle[:, None] * (along_x[:, :, 1:] + along_x[:, :, :-1])
                  + middle * (along_y[:, 1:] + along_y[:, :-1])) / 2
        return np.sum(-self.domain.field * radial, axis=(1, 2)) * self.spacing**2

    @cached_property
    def normal_current(self) -> np.ndarray:
        """Angular momentum of the electrons of the normal current sigma E between records, shape (K - 1,)."""
        step = np.diff(self.domain.time)
        turned = [np.sum(np.diff(circulation, axis=0) * arm, axis=(1, 2)) for _, _, circulation, arm in self._edges]
        return np.sum(turned, 0) / (self.link * step)

    @cached_property
    def of_field(self) -> np.ndarray:
        """Angular momentum of all electrons by Ampere's law, 2 int (h - B) dA, at the records, shape (K,)."""
        return 2 * np.sum(self.applied - self.domain.field, axis=(1, 2)) * self.spacing**2

    def readings(self) -> dict[str, Reading]:
        """Return angular momenta, the terms over the final value, and how well they close.

        The uncertainty of a term is by how much it changes if every second record is left out.
        """
        unit = ELECTRON_MASS / ELEMENTARY_CHARGE * self.field / VACUUM_PERMEABILITY * self.depth**2
        final, ledger, step = self.supercurrent[-1], self.domain.ledger, np.diff(self.domain.time)
        gained = final - self.supercurrent[0]
        heat = ledger.joule_heat[-1] + ledger.relaxation_heat[-1]
        both = (self.of_field[1:] + self.of_field[:-1]) / 2
        sums = (self.supercurrent[1:] + self.supercurrent[:-1]) / 2 + self.normal_current
        given = {name: self.impulse(name)[-1] for name in self.torques}
        coarse = replace(self, domain=self.domain.thinned(2))
        spread = {name: abs(coarse.impulse(name)[-1] - self.impulse(name)[-1 - (len(step) % 2)]) / final
                  for name in self.torques}
        magnetic = float(np.trapezoid(self.lorentz, self.domain.time))
        read = {
            "final": (final, "angular momentum of the electrons in the supercurrent when the domain reaches the "
                      "surface, per length"),
            "lattice": (-gained, "angular momentum that the lattice has gained, per length"),
        }
        shares = {
            "electric_over_final": (given["electric"] / final, "impulse of the electric field on the pairs, over the "
                                    "final value; negative: against the current"),
            "condensation_over_final": (given["condensation"] / final, "impulse of condensation over the final value"),
            "potential_over_final": (given["potential"] / final, "impulse of the gradient of the gauge-invariant "
                                     "potential, over the final value"),
            "lorentz_over_final": (magnetic / final, "impulse of the azimuthal magnetic force on the pairs, over the "
                                   "final value; convection and Bernoulli's pressure balance it"),
            "recoil_over_final": (-given["condensation"] / final, "recoil of condensation on the lattice"),
            "start_over_final": (self.supercurrent[0] / final, "current of the nucleus, over the final value"),
            "relaxation_share": (ledger.relaxation_heat[-1] / heat, "of condensation in all heat"),
            "closure": (abs(gained - sum(given.values())) / abs(final), "impulses less the momentum gained"),
            "ampere": (np.abs(both - sums) @ step / (self.domain.time[-1] * final), "mean difference in time between "
                       "super and normal current from the wave function and E, and the current from the field"),
            "energy_balance": (ledger.closure, "energy unaccounted for over the largest entry"),
        }
        return ({name: Reading(value * unit, "J*s/m", None, meaning) for name, (value, meaning) in read.items()}
                | {name: Reading(value, "", spread.get(name.removesuffix("_over_final")), meaning)
                   for name, (value, meaning) in shares.items()})

    def arrays(self) -> dict[str, Array]:
        """Return totals at the records, and torque densities on the cells at evenly spaced times."""
        unit = ELECTRON_MASS / ELEMENTARY_CHARGE * self.field / VACUUM_PERMEABILITY * self.depth**2
        time = self.depth**2 / self.diffusion
        electric, condensation, potential = (self.impulse(name) for name in ("electric", "condensation", "potential"))
        sums = {"supercurrent": (self.supercurrent, "angular momentum of the supercurrent"),
                "electric_impulse": (electric, "impulse of the electric field on the pairs"),
                "condensation_impulse": (condensation, "impulse of condensation"),
                "potential_impulse": (potential, "impulse of the gradient of the potential"),
                "lattice_electric": (-electric - potential, "impulse of field and potential on the ions"),
                "lattice_recoil": (-condensation, "recoil of condensation on the lattice")}
        shown = np.unique(np.linspace(1, len(self.domain.time) - 2, FRAMES).astype(int))
        per_cell = unit / (time * (self.spacing * self.depth) ** 2)
        step = np.diff(self.domain.time)[:, None, None]
        middle = (self.domain.node[1:] + self.domain.node[:-1]) / 2 * self.depth
        density = np.abs(self.domain.order_parameter[shown]) ** 2
        cells = (density[:, 1:, 1:] + density[:, :-1, 1:] + density[:, 1:, :-1] + density[:, :-1, :-1]) / 4
        meanings = {"electric": "torque of the electric field on the pairs", "condensation": "torque of condensation",
                    "potential": "torque of the gradient of the potential"}
        return {
            "time": Array(self.domain.time * time, ("time",), "s", "time"),
            "frame_time": Array(self.domain.time[shown] * time, ("frame",), "s", "time of a frame"),
            "x": Array(middle, ("x",), "m", "x"), "y": Array(middle, ("y",), "m", "y"),
            "density": Array(cells, ("frame", "x", "y"), "", "density of pairs over its bulk value"),
            "magnetic_field": Array(self.domain.field[shown] * self.field, ("frame", "x", "y"), "T", "magnetic field"),
        } | {name: Array(values * unit, ("time",), "J*s/m", meaning) for name, (values, meaning) in sums.items()} | {
            f"{name}_torque": Array(self.torques[name][shown] / step[shown] * per_cell, ("frame", "x", "y"), "N/m^2",
                                    meaning)
            for name, meaning in meanings.items()}

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for a domain that has not reached the surface in the time of the run."""
        if self.domain.message == "the event was reached":
            return ()
        return ("The domain has not reached the surface: " + self.domain.message + ".",)


def _on_cells(along_x: np.ndarray, along_y: np.ndarray) -> np.ndarray:
    """Return the sums on cells of values on the edges along x and y."""
    def halved(values: np.ndarray) -> np.ndarray:
        """Give each of the cells on both sides of an edge, along the last axis, half; the rim's edges belong to one."""
        share = np.full(values.shape[-1], 0.5)
        share[[0, -1]] = 1.0
        shared = values * share
        return shared[..., :-1] + shared[..., 1:]

    return halved(along_x) + halved(along_y.swapaxes(1, 2)).swapaxes(1, 2)
