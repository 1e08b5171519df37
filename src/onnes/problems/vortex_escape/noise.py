"""Time that a vortex stays in the middle of a strip under thermal noise, followed and by the theory of rates."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from onnes.devices import Film
from onnes.problems.strip_freezing import NarrowStrip, exchange, narrow_landscape
from onnes.problems.vortex_escape.film import XI, line_energy, thin_strip
from onnes.solutions import Solution, solve
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

_LENGTH = 2.0
"""Period of the strip over its width."""
_STRETCH, _RECORDS = 500.0, 5
"""Time of a run [tau_0], and records in it."""
_CALM = 0.003
"""kT over eps_0 of the noise from which a first vortex grows."""
_DAMPING = 1.45
"""Damping of a vortex at u = 5.79, see `FilmNearTc`."""


@dataclass(frozen=True)
class Escapes:
    """Vortices that left.

    Attributes:
        times: of each [tau_0], shape (n,).
        along: distances covered along the strip in every 100 tau_0 [xi], of all vortices, shape (m,).
    """

    times: np.ndarray
    along: np.ndarray

    @property
    def mean(self) -> float:
        """Mean time [tau_0]; its standard error is that over n^(1/2), as times are distributed exponentially."""
        return float(np.mean(self.times))

    @property
    def diffusivity(self) -> float:
        """D of the motion along the strip [xi^2/tau_0]."""
        return float(np.mean(self.along**2) * _RECORDS / (2 * _STRETCH))


def escapes(width: float, field_w2: float, line_energy_over_kt: float, seeds: Iterable[int], *,
            cells_per_xi: float = 2.0, longest: float = 1e6) -> Escapes:
    """Return the times after which a vortex that starts in the middle has left, one for each seed.

    Args:
        width: W over xi.
        field_w2: B W^2/Phi_0.
        line_energy_over_kt: eps_0/kT.
        seeds: of the noise.
        cells_per_xi: of the grid.
        longest: time after which a run is given up [tau_0].

    Raises:
        ArithmeticError: a vortex that stays longer.
    """
    film = thin_strip(width, _LENGTH * width, endless=True)
    field, tau = _field(width, field_w2), film.constants.time_unit
    first = _vortex_in_the_middle(film, field, cells_per_xi)
    kelvin = line_energy(film) / line_energy_over_kt / BOLTZMANN
    times, along = [], []
    for seed in seeds:
        now = first
        for stretch in itertools.count():
            if stretch * _STRETCH > longest:
                raise ArithmeticError(f"the vortex of seed {seed} was still there after {longest:g} tau_0")
            now = solve(film, time=_STRETCH * tau, field=field, start=now, noise=kelvin, seed=10_000 * seed + stretch,
                        frames=_RECORDS, self_field=False)
            along += _steps(now, _LENGTH * width)
            there = now.data["vorticity"].values >= 1
            if not there[-1]:
                times.append(_STRETCH * (stretch + (np.flatnonzero(there)[-1] + 0.5) / _RECORDS))
                break
    return Escapes(np.array(times), np.array(along))


def mean_time(width: float, field_w2: float, line_energy_over_kt: float, lowered: float = 0.0) -> float:
    """Return 1/escape of the theory of rates [tau_0] in the closed form of the landscape.

    The vortices one period away on both sides add ``eps_0 ln[(cosh(2 pi) - cos(2 pi x/W))/(cosh(2 pi) - 1)]``.

    Args:
        width, field_w2, line_energy_over_kt: as for `escapes`.
        lowered: what the barrier is lower than in the closed form, over eps_0: the time is shorter by
            exp(-lowered eps_0/kT).
    """
    film = thin_strip(width, _LENGTH * width)
    temperature, tc = line_energy(film) / line_energy_over_kt / BOLTZMANN, 9.0
    root = math.sqrt(1 - temperature / tc)
    assert film.constants.resistivity is not None
    strip = NarrowStrip(width=width * XI, thickness=film.thickness, critical_temperature=tc, coherence_length=XI * root,
                        penetration_depth=film.constants.penetration_depth * root,
                        resistivity=film.constants.resistivity, damping=_DAMPING)
    closed = narrow_landscape(strip, temperature, 801)
    far = math.cosh(math.pi * _LENGTH)
    images = np.log((far - np.cos(2 * math.pi * closed.positions / strip.width)) / (far - 1))
    landscape = replace(closed, self_energy=closed.self_energy + line_energy(film) * images)
    rates = exchange(strip, landscape, temperature, _field(width, field_w2))
    return math.exp(-lowered * line_energy_over_kt) / rates.escape / film.constants.time_unit


def _field(width: float, field_w2: float) -> float:
    return field_w2 * FLUX_QUANTUM / (width * XI) ** 2


def _steps(run: Solution, period: float) -> list[float]:
    """Return the steps along the strip [xi] between records of a run that both have one vortex."""
    records = [run.vortices_at(frame)["y"].values / XI for frame in range(run.data.sizes["time"])]
    steps = [float(there[0] - here[0]) for here, there in itertools.pairwise(records) if len(here) == len(there) == 1]
    return [(step + 0.5 * period) % period - 0.5 * period for step in steps]


def _vortex_in_the_middle(film: Film, field: float, cells_per_xi: float) -> Solution:
    """Return a vortex at rest: of the first film cooled in the field that holds one."""
    tau, kelvin = film.constants.time_unit, _CALM * line_energy(film) / BOLTZMANN
    common = {"self_field": False, "cells_per_xi": cells_per_xi, "frames": 2}
    cooled = (solve(film, time=200 * tau, field=field, start="normal", noise=kelvin, seed=seed, **common)
              for seed in itertools.count())
    one = next(run for run in cooled if run.data["vorticity"].values[-1] == 1)
    # Twice the field is a deeper well.
    centred = solve(film, time=400 * tau, field=2 * field, start=one, noise=False, **common)
    return solve(film, time=200 * tau, field=field, start=centred, noise=False, **common)
