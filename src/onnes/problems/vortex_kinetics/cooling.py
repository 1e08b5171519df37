"""Vortices and fluxoids left in a film of any layout that is cooled through Tc at a given rate."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError
from onnes.problems.strip_freezing import FilmNearTc
from onnes.problems.vortex_kinetics.leaps import field_cooled, run
from onnes.problems.vortex_kinetics.network import Network
from onnes.problems.vortex_kinetics.rates import Rates, Transfers, rates
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

STEP = 0.05
"""Step of ln(1 - T/Tc)."""
HOPS = 10.0
"""D dt/a in a step above which D is lowered."""
_FIRST = 4.0
"""eps_0/kT at the start; below 2 pairs of vortices come apart (Kosterlitz and Thouless)."""
_BEFORE = 20.0
"""Longest time at the first temperature in a/D, in which the film comes into equilibrium; with few hops in a step, as
long as cooling over one e-fold of 1 - T/Tc takes."""
_QUIET = 0.6
"""ln(1 - T/Tc) in which no number in a film changes before it counts as frozen."""
_COLD = 8.0
"""eps_0/kT before which nothing counts as frozen."""
_ROOM_FOR_A_PAIR = 1.8
"""Spacing over xi below which vortices and antivortices that alternate from cell to cell have a negative energy."""
_ERROR, _FINEST = 0.1, 1e-4
"""Work of a bond in kT by which solves of London's equation may be wrong, but steps of g not more exactly than the
second, which is 1/2500 of that of a hop: interpolated elements of G are no better."""
_PER_SITE = 0.5
"""Flux of the field on a site in Phi_0 above which vortices crowd on the grid."""
_LAST = 0.5
"""Largest 1 - T/Tc."""
_COARSEST = 2.0
"""Spacing over Pearl length at which the grid no longer resolves the field of the currents, and a run ends."""


@dataclass(frozen=True, eq=False)
class FrozenLayout:
    """Flux quanta that a cooled film holds, in several runs side by side.

    Attributes:
        quanta: of sites and holes at the end, shape (runs, places).
        fields: B [T], shape (runs,).
        temperature: T after each step [K], falling, shape (n,).
        in_film: vortices less antivortices in the film, shape (n, runs).
        in_holes: fluxoids in all holes together, shape (n, runs).
        frames: quanta of the first run, shape (n, places).
        freezing_temperature: T at the last change of the number of vortices in the film [K], shape (runs,).
        frozen: whether the number stayed the same for long before the end, shape (runs,).
        slowed: factor by which D was lowered at most. As D dt/a is the same in every step, a run is that of a cooling
            faster by this factor.
        transfers: number of quanta that passed over a bond.
        behind: largest work of a bond [kT] by which g was off before a solve; 0 where all interactions are known.
    """

    quanta: np.ndarray
    fields: np.ndarray
    temperature: np.ndarray
    in_film: np.ndarray
    in_holes: np.ndarray
    frames: np.ndarray
    freezing_temperature: np.ndarray
    frozen: np.ndarray
    slowed: float
    transfers: int
    behind: float


def cool_layout(network: Network, film: FilmNearTc, fields: np.ndarray, cooling_rate: float, *, seed: int = 0,
                hops: float = HOPS, expected: float = 0.5, step: float = STEP,
                progress: Callable[[float, str], None] | None = None) -> FrozenLayout:
    """Cool films in fields, each with its own chance, until the numbers of vortices no longer change.

    T falls in steps of ln(1 - T/Tc). It starts where a vortex fits into the widest part and eps_0 = 4 kT, in a state in
    which every cell holds the flux of the field, and first stays there until it is in equilibrium. Vortices against the
    field exist as soon as the grid resolves a pair; before, and in films without a field, all point along it.

    Args:
        network: places and bonds of the layout.
        film: material and pins; those of a run are drawn at random, one number for each cell.
        fields: B of every run [T], shape (runs,).
        cooling_rate: -dT/dt [K/s].
        seed: of chance.
        hops: D dt/a of a step above which D is lowered; with pins, D over the mean of P.
        expected: transfers per leap in the busiest square of sites, see `run`.
        progress: called with the share done and a message.

    Raises:
        InputError: a rate that is not positive, a field that the film cannot hold near Tc, or the grid.

    Source: rates as in `onnes.problems.vortex_kinetics.rates`.
    """
    if not (math.isfinite(cooling_rate) and cooling_rate > 0):
        raise InputError("cooling_rate", cooling_rate, "a positive rate in K/s at which T falls",
                         "Vortices freeze in on cooling only; give the size of the rate.")
    random, fields = np.random.default_rng(seed), np.atleast_1d(np.asarray(fields, float))
    per_site = float(np.max(np.abs(fields))) * network.area[0] / FLUX_QUANTUM
    if per_site > _PER_SITE:
        raise InputError("field", f"{np.max(np.abs(fields)):g} T, {per_site:.2g} Phi_0 on a site",
                         f"at most {_PER_SITE:g} Phi_0 on a site, which holds one vortex",
                         "Decrease the spacing, or the field.")
    tc = film.critical_temperature
    start = 1 - film.starts_in(network.width, float(np.max(np.abs(fields)))) / tc
    while film.line_energy(tc * (1 - start)) < _FIRST * BOLTZMANN * tc * (1 - start):
        start *= 1 + step
    pins = random.poisson(film.pin_density * network.area[0], network.sites) if film.pin_density > 0 else None
    replicas = field_cooled(network, fields / FLUX_QUANTUM, random)
    depths = start * np.exp(step * np.arange(math.ceil(math.log(_LAST / start) / step)))
    kept, counts, slowed, transfers, changed = [], [], 1.0, 0, np.zeros(len(fields), int)
    quiet = changed > 0
    first = min(_BEFORE, hops / step)
    for index, depth in enumerate(depths):
        kelvin = tc * (1 - depth)
        pearl = film.pearl_length(kelvin)
        if index and max(network.landscape.spacing) > _COARSEST * pearl:
            break
        error = max(_ERROR * BOLTZMANN * kelvin / (4 * math.pi * film.line_energy(kelvin)), _FINEST)
        at = rates(network, film, kelvin, network.interactions(pearl, error), pins)
        if index == 0:
            replicas.quanta[:, np.setdiff1d(np.arange(network.sites), at.network.first)] = 0
        real = film.diffusivity(kelvin) * step * depth * tc / (cooling_rate * network.area[0])
        held = min(float(np.mean(np.exp(at.pinned[:network.sites]))), max(real / hops, 1.0))  # D of many pins is D/P
        slowed = max(slowed, real / (hops * held))
        transfers += run(replicas, at, min(real, hops * held) if index else first * held, random, expected,
                         opposed=_pairs_cost(at, film, kelvin))
        sites = replicas.quanta[:, :network.sites]
        counts.append((np.sum(sites > 0, axis=1), np.sum(sites < 0, axis=1)))
        kept.append((kelvin, replicas.in_film(network), np.sum(replicas.in_holes(network), axis=1),
                     replicas.quanta[0].copy()))
        if index and np.any(differs := np.any(np.array(counts[-1]) != np.array(counts[-2]), axis=0)):
            changed[differs] = index
        quiet = (index - changed) * step > _QUIET
        if progress is not None:
            progress(min(index / len(depths), 1.0), f"1 - T/Tc = {depth:.2g}, {np.sum(np.abs(sites))} vortices")
        if np.all(quiet) and film.line_energy(kelvin) > _COLD * BOLTZMANN * kelvin:
            break
    temperature, in_film, in_holes, frames = (np.array(each) for each in zip(*kept, strict=True))
    return FrozenLayout(replicas.quanta, fields, temperature, in_film, in_holes, frames, temperature[changed], quiet,
                        slowed, transfers, replicas.behind)


def _pairs_cost(at: Rates, film: FilmNearTc, kelvin: float) -> bool:
    """Return whether a pair in neighbouring cells costs energy, and four times as much as a pin gives.

    A grid of cells within a core has pairs that cost nothing, and many pairs bind one another: where half of a pair
    costs 0.27 eps_0 pins of 0.25 eps_0 fill all cells, and those of 0.1 eps_0 do not.
    """
    net, xi = at.network, film.core(kelvin)
    if math.sqrt(net.area[0]) < _ROOM_FOR_A_PAIR * xi:
        return False
    bonds = np.flatnonzero(~net.rim)
    nothing = np.zeros((1, len(net.area)), int)
    every = Transfers(np.zeros(len(bonds), int), bonds, np.ones(len(bonds), int))
    cost = float(np.median(at.work(nothing, np.zeros(nothing.shape), every))) + 2 * math.log(net.area[0] / xi**2)
    return film.pin_depth * film.line_energy(kelvin) < 0.25 * cost * BOLTZMANN * kelvin
