"""Exchange of vortices between a strip and its surroundings over the barriers at its edges.

Across the strip a vortex hops between neighbouring places i, j with rates k_ij that obey detailed balance,

    w_i k_ij = w_j k_ji = 1/R_ij,    w_i = (h_i/xi^2) exp(-G_i/kT),    R_ij = (h_ij xi^2/D) exp((G_i + G_j)/(2 kT)),

the finite-volume form of the Fokker-Planck equation d_t n = d_x [D (d_x n + n d_x G/kT)]. Vortices at the edges have
the density (1/xi^2) exp(-G/kT) of equilibrium: one state of a vortex in each area xi^2.

A vortex counts as in the strip from when it reaches the bottom m of the well until it leaves at an edge. With the
resistances R_l and R_r of the chains from m to both ends, and q_i the probability that a vortex at i gets to m before
it gets to an edge,

    entry = 1/R_l + 1/R_r [1/(m s)],    occupation = sum w_i q_i [1/m],    escape = entry/occupation [1/s].

1/escape is the mean time of first passage from m to the edges, exactly, with or without a barrier. Over a high barrier
it is Kramers's rate, and occupation is Boltzmann's integral over the well.

Source: H. A. Kramers, Physica 7, 284 (1940); W. E, E. Vanden-Eijnden, J. Stat. Phys. 123, 503 (2006) for q.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from onnes.problems.strip_freezing.landscape import Landscape
from onnes.problems.strip_freezing.strip import NarrowStrip
from onnes.units.constants import BOLTZMANN


@dataclass(frozen=True)
class Exchange:
    """Rates of one landscape at one temperature and field, per length of strip.

    Attributes:
        escape: rate at which a vortex leaves [1/s].
        occupation: vortices per length in equilibrium [1/m].
    """

    escape: float
    occupation: float

    @property
    def entry(self) -> float:
        """Vortices that come in per length and time [1/(m s)]; detailed balance: escape times occupation."""
        return self.escape * self.occupation


def exchange(strip: NarrowStrip, landscape: Landscape, temperature: float, field: float) -> Exchange:
    """Return the rates of escape and entry; with pins, escape/P and occupation P.

    Args:
        strip: for D, xi and P at the temperature.
        landscape: G(x) at the temperature; a different one may be given for each.
        temperature: T [K].
        field: B [T], reduced by what other vortices screen.
    """
    log_weight, log_resistance = _chain(strip, landscape, temperature, field)
    middle = well(landscape.energy(field))
    left = np.logaddexp.accumulate(log_resistance[:middle])
    right = np.logaddexp.accumulate(log_resistance[middle:][::-1])
    log_q = np.concatenate([[-np.inf], left - left[-1], (right - right[-1])[:-1][::-1], [-np.inf]])
    log_occupation = float(np.logaddexp.reduce(log_weight + log_q))
    log_entry = float(np.logaddexp(-left[-1], -right[-1]))
    pinning = strip.pinning(temperature)
    return Exchange(_exp(log_entry - log_occupation) / pinning, _exp(log_occupation) * pinning)


def hop_rates(strip: NarrowStrip, landscape: Landscape, temperature: float, field: float) -> tuple[np.ndarray, ...]:
    """Return k(i -> i+1), k(i+1 -> i) in 1/s, each of shape (n - 1,), and the weights w_i in 1/m, shape (n,)."""
    log_weight, log_resistance = _chain(strip, landscape, temperature, field)
    return (np.exp(-log_resistance - log_weight[:-1]), np.exp(-log_resistance - log_weight[1:]), np.exp(log_weight))


def barrier(landscape: Landscape, field: float) -> float:
    """Return the energy in J that a vortex at the bottom of the well needs to leave over the lower edge; 0 without."""
    energy = landscape.energy(field)
    middle = well(energy)
    return float(min(energy[:middle + 1].max(), energy[middle:].max()) - energy[middle])


def well(energy: np.ndarray) -> int:
    """Return the index of the deepest inner minimum of G(x) that has the highest barrier; the top without minimum."""
    inner = np.arange(1, len(energy) - 1)
    minima = inner[(energy[inner] <= energy[inner - 1]) & (energy[inner] < energy[inner + 1])]
    if not len(minima):
        tops = inner[energy[inner] == energy[inner].max()]
        return int(tops[len(tops) // 2])
    heights = [min(energy[:i].max(), energy[i + 1:].max()) - energy[i] for i in minima]
    return int(minima[int(np.argmax(heights))])


def _chain(strip: NarrowStrip, landscape: Landscape, temperature: float, field: float
           ) -> tuple[np.ndarray, np.ndarray]:
    """Return ln w_i, shape (n,), and ln R_i,i+1, shape (n - 1,)."""
    reduced = landscape.energy(field) / (BOLTZMANN * temperature)
    steps = np.diff(landscape.positions)
    cells = np.convolve(steps, [0.5, 0.5])
    area = strip.core(temperature) ** 2
    log_weight = np.log(cells / area) - reduced
    log_resistance = np.log(steps * area / strip.diffusivity(temperature)) + (reduced[1:] + reduced[:-1]) / 2
    return log_weight, log_resistance


def _exp(exponent: float) -> float:
    """Return exp, zero where it underflows and huge but finite where it would overflow."""
    return math.exp(min(exponent, 700.0)) if exponent > -745 else 0.0
