"""Excitations of dilute and compact Bose gases on rings, exact and by Bogoliubov, and of pairs on blocked levels."""

from __future__ import annotations

import numpy as np

from onnes.pairing import pair_levels
from onnes.pairing.bose_gas import Ring, bogoliubov, endless_gap, ring_kinetic
from onnes.results import Array, Reading

_DILUTE_SIZES, _COMPACT_SIZES = np.array([6, 10, 14, 20, 28]), np.array([3, 4, 5, 6])
_WEAK, _WEAK_RING = 0.1, 6
_REPULSIONS = np.geomspace(0.02, 20.0, 13)


def measure(repulsion: float, attraction: float, levels: int) -> tuple[dict[str, Reading], dict[str, Array]]:
    """Solve rings with two atoms, rings with one atom on every site, a weakly repelling gas, and pairs.

    Args:
        repulsion: U/t of atoms on one site.
        attraction: N V of pairs on levels.
        levels: number of those levels.
    """
    dilute = [Ring(size, 2, repulsion) for size in _DILUTE_SIZES]
    compact = [Ring(size, size, repulsion) for size in _COMPACT_SIZES]
    gaps = {"dilute": np.array([ring.gap for ring in dilute]), "compact": np.array([ring.gap for ring in compact])}
    readings = _ring_readings(gaps, repulsion) | _weak_readings() | _pair_readings(attraction, levels)
    arrays = {
        "dilute_sizes": Array(_DILUTE_SIZES, ("dilute_sizes",), "", "sites of the ring, two atoms"),
        "dilute_gaps": Array(gaps["dilute"], ("dilute_sizes",), "", "first excitation over t"),
        "compact_sizes": Array(_COMPACT_SIZES, ("compact_sizes",), "", "sites of the ring, one atom on each"),
        "compact_gaps": Array(gaps["compact"], ("compact_sizes",), "", "first excitation over t"),
        "dilute_levels": Array(dilute[-1].levels, ("dilute_level",), "", "levels of the dilute gas over t"),
        "compact_levels": Array(compact[-1].levels, ("compact_level",), "", "levels of the compact gas over t"),
    }
    return readings, arrays | _sound_arrays() | _pair_arrays(attraction, levels)


def _ring_readings(gaps: dict[str, np.ndarray], repulsion: float) -> dict[str, Reading]:
    dilute, dilute_spread = endless_gap(_DILUTE_SIZES, gaps["dilute"])
    compact, compact_spread = endless_gap(_COMPACT_SIZES, gaps["compact"])
    return {
        "dilute_gap": Reading(dilute, "", dilute_spread, "first excitation of two atoms on an endless ring, over t, "
                              "from exact levels on rings of 6 to 28 sites: no gap"),
        "compact_gap": Reading(compact, "", compact_spread, "the same with an atom on every site, from 3 to 6 sites"),
        "compact_gap_strong": Reading(repulsion - 6 if repulsion > 6 else None, "", None, "U/t - 6, for strong "
                                      "repulsion: an atom moved onto another, that place and the hole free to run",
                                      absent="none for U of 6 t or less"),
    }


def _weak_readings() -> dict[str, Reading]:
    exact, theory = _first(_WEAK)
    return {
        "weak_excitation": Reading(exact, meaning="longest wave in a weak gas, U/t = 0.1, exact, over t"),
        "weak_bogoliubov": Reading(theory, meaning="the same by Bogoliubov's E = [e (e + 2 g n)]^(1/2)"),
        "weak_free": Reading(float(ring_kinetic(np.array(2 * np.pi / _WEAK_RING))), meaning="the same of a free atom"),
    }


def _first(repulsion: float) -> tuple[float, float]:
    """Return the lowest excitation with the least momentum, exact and by Bogoliubov's theory with N - 1 others."""
    ring = Ring(_WEAK_RING, _WEAK_RING, repulsion)
    kinetic = ring_kinetic(np.array(2 * np.pi / _WEAK_RING))
    mean = repulsion * (ring.bosons - 1) / ring.sites
    return float(ring.energies(1)[0] - ring.energies(0)[0]), float(bogoliubov(kinetic, mean))


def _sound_arrays() -> dict[str, Array]:
    exact, theory = np.array([_first(repulsion) for repulsion in _REPULSIONS]).T
    return {
        "repulsions": Array(_REPULSIONS, ("repulsions",), "", "U/t"),
        "exact_excitation": Array(exact, ("repulsions",), "", "longest wave over t, exact"),
        "bogoliubov_excitation": Array(theory, ("repulsions",), "", "longest wave over t, Bogoliubov"),
    }


def _pair_readings(attraction: float, levels: int) -> dict[str, Reading]:
    return {
        "breaking_cost": Reading(pair_levels.breaking_cost(levels, attraction),
                                 meaning="energy to break one pair on blocked levels, over hbar omega_D, exact"),
        "breaking_cost_free": Reading(pair_levels.breaking_cost(levels, 0.0),
                                      meaning="the same without attraction: the distance of two levels"),
        "paired_excitation": Reading(pair_levels.paired_excitation(levels, attraction),
                                     meaning="first excitation with all electrons in pairs of P = 0"),
        "mean_field_gap": Reading(pair_levels.mean_field_gap(levels, attraction),
                                  meaning="2 Delta of the BCS gap equation on the same levels"),
    }


def _pair_arrays(attraction: float, levels: int) -> dict[str, Array]:
    numbers = np.arange(4, levels + 1, 2)
    costs = {name: np.array([pair_levels.breaking_cost(int(n), strength) for n in numbers])
             for name, strength in (("with", attraction), ("without", 0.0))}
    return {
        "level_numbers": Array(numbers, ("level_numbers",), "", "number of levels"),
        "cost_with": Array(costs["with"], ("level_numbers",), "", "cost of breaking a pair, with attraction"),
        "cost_without": Array(costs["without"], ("level_numbers",), "", "the same without"),
    }
