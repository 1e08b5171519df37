"""Discrete pair states of a layer of plane waves: Gram matrix, overlap in space, and phase space for one more."""

from __future__ import annotations

import numpy as np

from onnes.pairing.pair_states import PairStates, covering, gram, in_space, pair_states, room, spread, states_around
from onnes.results import Array, Reading

_SHOWN, _POINTS, _LINE, _NEWCOMERS = 40, 20, 241, 24


def measure(fermi: float, thickness: float) -> tuple[dict[str, Reading], dict[str, Array]]:
    """Fill the layer with pair states, make them orthogonal, and evaluate their overlaps.

    Args:
        fermi: Fermi wave number, in 2 pi over the side of the cube.
        thickness: of the layer, in the same unit.
    """
    made = pair_states(fermi, thickness)
    count = len(made.waves)
    shown = min(_SHOWN, count)
    before, after = gram(made.raw), gram(made.orthogonal)
    cover = covering(made.orthogonal[:shown], made.waves, _POINTS)
    left = room(made.raw, _newcomers(made, fermi, thickness))
    half_radius = spread(made.orthogonal[0], made.waves, made.centres[0], _POINTS)
    apart = 2 * np.pi / count ** (1 / 3)
    off = ~np.eye(count, dtype=bool)
    readings = {
        "states": Reading(count, meaning="plane waves in the layer, and so pairs it has room for"),
        "model_distance": Reading(apart, meaning="D of the model, in its side over 2 pi"),
        "model_half_radius": Reading(half_radius, meaning="distance within which half of one pair lies, same unit"),
        "model_pairs_within": Reading(4 / 3 * np.pi * (half_radius / apart) ** 3,
                                      meaning="centres of pairs within that distance of one"),
        "gram_before": Reading(float(np.abs(before)[off].max()), meaning="largest overlap integral of two pair states "
                               "around different places, before they are made orthogonal"),
        "gram_after": Reading(float(np.abs(after - np.eye(count)).max()),
                              meaning="largest element of the Gram matrix less the unit matrix, afterwards (W29)"),
        "changed": Reading(float(1 - np.mean(np.abs(np.sum(made.raw.conj() * made.orthogonal, axis=1)) ** 2)),
                           meaning="part of a state that this changes"),
        "covering": Reading(float(np.mean(cover[~np.eye(shown, dtype=bool)])), meaning="mean of int |psi_i||psi_k|: "
                            "how far two pairs cover the same space; orthogonal they are by their signs"),
        "room_half": Reading(float(left[count // 2]), meaning="part of one more pair that is new when half are there"),
        "room_full": Reading(float(left[-1]), meaning="the same when the layer is full"),
    }
    return readings, _arrays(made, before[:shown, :shown], after[:shown, :shown], left)


def _newcomers(made: PairStates, fermi: float, thickness: float) -> np.ndarray:
    places = np.random.default_rng(0).uniform(0, 2 * np.pi, (_NEWCOMERS, 3))
    return states_around(made.waves, places, fermi, thickness)


def _arrays(made: PairStates, before: np.ndarray, after: np.ndarray, left: np.ndarray) -> dict[str, Array]:
    """Return two neighbouring states along the line through both, Gram matrices, phase space for one more."""
    first, second = 0, _nearest(made.centres)
    step = made.centres[second] - made.centres[first]
    step -= 2 * np.pi * np.round(step / (2 * np.pi))
    distance = float(np.linalg.norm(step))
    along = np.linspace(-np.pi, np.pi, _LINE)
    places = made.centres[first] + step / 2 + along[:, None] * step / distance
    waves = in_space(made.orthogonal[[first, second]], made.waves, places)
    return {
        "along": Array(along, ("along",), "", "place on the line through both, in the side of the cube over 2 pi"),
        "first_pair": Array(waves[0].real, ("along",), "", "one pair"),
        "second_pair": Array(waves[1].real, ("along",), "", "its neighbour"),
        "centres": Array(np.array([-distance / 2, distance / 2]), ("two",), "", "places of the two"),
        "gram_before_matrix": Array(np.abs(before), ("row", "column"), "", "overlap integrals before"),
        "gram_after_matrix": Array(np.abs(after), ("row", "column"), "", "overlap integrals after"),
        "room": Array(left, ("pairs",), "", "part of one more pair that is new"),
        "pairs": Array(np.arange(len(left)), ("pairs",), "", "pairs that are there"),
    }


def _nearest(centres: np.ndarray) -> int:
    away = np.abs(centres[1:] - centres[0])
    return 1 + int(np.argmin(np.linalg.norm(np.minimum(away, 2 * np.pi - away), axis=1)))
