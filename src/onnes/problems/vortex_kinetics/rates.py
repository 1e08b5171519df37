"""Rates at which flux quanta pass over the bonds of a network, with detailed balance.

A configuration has q = 1, 0 or -1 quanta on a site and any whole number N in a hole. Its weight in equilibrium is
exp(-F/kT), with one state of a vortex in each area xi^2 and m pins of depth U_p in its cell,

    F = 2 pi eps_0 sum q_i q_j G_ij - 4 pi eps_0 (B/Phi_0) sum q_i G_ij a_j + sum_i |q_i| f_i,
    f = U - 2 pi eps_0 G_ii - kT ln[(a/xi^2) P],      P = 1 + min(m xi^2/a, 1) (exp(U_p/kT) - 1),

a the area of a cell. Sites within xi of a rim hold nothing; from the next one a vortex leaves at once. A quantum passes
at the rates

    between sites:  (D/h^2) x/(exp(x) - 1),    x = dF/kT without P          (exact for a linear potential)
    over a rim:     (D/(h d)) (1 + eps_0 n/kT) min(1, exp(-x)),     d the distance to the rim

times 1/P of a site that a vortex leaves, as it is not free in a pin; a pair is annihilated when one of the two is free,
(P + P' - 1)/(P P'), and created at P + P' - 1. So k_ij/k_ji = exp(-dF/kT) to rounding. The rate over a rim is that of
an energy which falls as eps_0 n ln(x/d) from the site to the rim.

Source: D. L. Scharfetter, H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969); Bardeen and Stephen for D.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onnes.problems.strip_freezing import FilmNearTc
from onnes.problems.vortex_kinetics.interactions import Interactions
from onnes.problems.vortex_kinetics.network import Network
from onnes.units.constants import BOLTZMANN

_FASTEST = 4.0
"""Rate of a bond in D/h^2 above which it and its reverse are slowed alike: a vortex slides downhill fast enough."""
_NEAREST = 1.0
"""Distance from a rim in xi within which there is no vortex, only what the rim does to the metal."""
_LARGEST, _LEVEL = 600.0, 1e-8
"""|x| above which exp would overflow, and below which x/(exp(x) - 1) is 1."""


class Transfers(NamedTuple):
    """Attributes: replica, bond, and sign of the quantum that goes from its first place to its second, shapes (n,)."""

    replica: np.ndarray
    bond: np.ndarray
    sign: np.ndarray


@dataclass(frozen=True, eq=False)
class Rates:
    """Energies and rates at one temperature.

    Attributes:
        network: places and bonds, without sites that hold nothing.
        interactions: of the places, at Lambda(T).
        dipole: 1/2 G_ii + 1/2 G_jj - G_ij of the two places of every bond, shape (bonds,).
        coupling: 4 pi eps_0/kT.
        free: (f + kT ln P)/kT of every place, 0 but on sites, shape (places,).
        pinned: ln P of every place, shape (places,).
        prefactor: rate of every bond without a force, in D/a, shape (bonds,).
    """

    network: Network
    interactions: Interactions
    dipole: np.ndarray
    coupling: float
    free: np.ndarray
    pinned: np.ndarray
    prefactor: np.ndarray

    def stream(self, quanta: np.ndarray, per_area: np.ndarray, near: np.ndarray | None = None) -> np.ndarray:
        """Return g of configurations, shape (replicas, places).

        Args:
            quanta: q and N, shape (replicas, places); of the outside it is not read.
            per_area: B/Phi_0 of every replica [1/m^2], shape (replicas,).
            near: g of configurations like these, from which a solve starts.
        """
        return self.interactions.stream(quanta - per_area[:, None] * self.network.area, near)

    def work(self, quanta: np.ndarray, stream: np.ndarray, some: Transfers) -> np.ndarray:
        """Return dF/kT without P of transfers, shape (transfers,)."""
        first, second = self.network.first[some.bond], self.network.second[some.bond]
        step = some.sign * (stream[some.replica, second] - stream[some.replica, first])
        step = step + self.dipole[some.bond]
        before, after = quanta[some.replica, first], quanta[some.replica, second]
        occupied = (self.free[first] * (np.abs(before - some.sign) - np.abs(before))
                    + self.free[second] * (np.abs(after + some.sign) - np.abs(after)))
        return self.coupling * step + occupied

    def of(self, quanta: np.ndarray, stream: np.ndarray, some: Transfers) -> np.ndarray:
        """Return the rates of transfers in D/a, shape (transfers,)."""
        x = np.clip(self.work(quanta, stream, some), -_LARGEST, _LARGEST)
        first, second = self.network.first[some.bond], self.network.second[some.bond]
        size = np.abs(x)
        drift = np.where(size > _LEVEL, size / -np.expm1(-np.maximum(size, _LEVEL)), 1.0)  # downhill, over diffusion
        passed = np.where(self.network.rim[some.bond], 1.0, np.minimum(drift, _FASTEST)) * np.exp(-np.maximum(x, 0.0))
        here, there = quanta[some.replica, first] == some.sign, quanta[some.replica, second] == -some.sign
        held = np.where(here, self.pinned[first], 0.0) + np.where(there, self.pinned[second], 0.0)
        pair = (here == there) & ~self.network.rim[some.bond]  # annihilated, or created
        weights = np.logaddexp(self.pinned[first], self.pinned[second])  # of P + P'
        held = held - np.where(pair, weights + np.log1p(-np.exp(-weights)), 0.0)
        return self.prefactor[some.bond] * passed * np.exp(-held)


def rates(network: Network, film: FilmNearTc, temperature: float, interactions: Interactions,
          pins: np.ndarray | None = None) -> Rates:
    """Return the rates at a temperature.

    Args:
        film: material, and the depth of its pins.
        temperature: T [K].
        interactions: at Lambda(T).
        pins: number of pins in the cell of every site, shape (sites,); None for a clean film.
    """
    landscape, sites, heat = network.landscape, network.sites, BOLTZMANN * temperature
    unit, xi, cell = film.line_energy(temperature) / heat, film.core(temperature), network.area[0]
    coupling = 4 * math.pi * unit
    core = film.core_energy - landscape.core
    own = interactions.own + landscape.strength * (core - math.log(xi / landscape.coherence_length))
    free, pinned = np.zeros((2, len(network.area)))
    g = interactions.diagonal
    to_rim = 0.5 * landscape.radius
    network = network.without(to_rim < _NEAREST * xi)
    free[:sites] = unit * own - 0.5 * coupling * g[:sites] - math.log(cell / xi**2)
    if pins is not None:
        share = np.minimum(pins * xi**2 / cell, 1.0)
        pinned[:sites] = np.log1p(share * math.expm1(min(film.pin_depth * unit, _LARGEST)))
    spacing = np.array(landscape.spacing)[network.along]
    aspect = cell / spacing**2
    rim = np.where(network.rim, spacing / to_rim[network.first] * (1 + unit * landscape.strength[network.first]), 1.0)
    return Rates(network, interactions, interactions.dipoles(network), coupling, free, pinned, aspect * rim)
