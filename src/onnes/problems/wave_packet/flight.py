"""Flight of a packet in uniform fields, beside the classical one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.grids import Sample
from onnes.grids.complex_parts import squared_modulus
from onnes.grids.merged_cells import weights_of_nodes
from onnes.laws.outcome import Instant
from onnes.laws.schroedinger import Schroedinger
from onnes.numerics.safe_division import safe_divide
from onnes.problems.wave_packet.plane import Static, gaussian, plane, uniform_field, walled
from onnes.results import Status

_BY = 8
"""Half the cells along an axis are a multiple of it, so that grids share compiled programs."""


@dataclass(frozen=True)
class Flight:
    """Records of a packet.

    Attributes:
        status: of the run.
        sample: the plane.
        time: shape (records,).
        psi: shape (records, nx, ny).
        position, velocity: means over the packet, shape (records, 2).
        variance: of the position along x and y, shape (records, 2).
        at_centre: velocity of the flow at the mean position, shape (records, 2).
        norm, energy: shape (records,).
        imbalance: largest d_t |psi|^2 + div j over the largest flow through the sides of a cell, shape (records,).
    """

    status: Status
    sample: Sample
    time: np.ndarray
    psi: np.ndarray
    position: np.ndarray
    velocity: np.ndarray
    variance: np.ndarray
    at_centre: np.ndarray
    norm: np.ndarray
    energy: np.ndarray
    imbalance: np.ndarray


def flight(law: Schroedinger, psi: np.ndarray, until: float, records: int,
           progress: Callable[[float, str], None] | None = None) -> Flight:
    """Return the flight of a packet under a law in the plane."""
    outcome = law.run(State(jnp.asarray(psi), (None,) * 3), until, every=until / records, progress=progress,
                      record=lambda now: _read(law, now))
    found = {name: np.asarray(values) for name, values in outcome.records.items()}
    return Flight(outcome.status, law.sample, found["time"], energy=outcome.ledger.energy,
                  **{name: found[name] for name in ("psi", "position", "velocity", "variance", "at_centre", "norm",
                                                    "imbalance")})


def uniform_flight(b: float, force: tuple[float, float], width: float, start: complex, wave_vector: complex,
                   half: tuple[float, float], spacing: float, until: float, records: int,
                   progress: Callable[[float, str], None] | None = None) -> Flight:
    """Return the flight of a Gaussian in a field b and a uniform force, between walls far from it.

    Args:
        width: standard deviation of |psi|^2 along x and along y.
        start: mean position x + i y.
        wave_vector: m v/hbar at the start, likewise.
        half: half the width and height of the plane.
    """
    grid = plane(*half, spacing, _BY)
    x, y = grid.points()
    law = Schroedinger(walled(grid), Static(uniform_field(grid, b), -(force[0] * x + force[1] * y)),
                       step=until / records)
    psi = gaussian(grid, (start.real, start.imag), width, (wave_vector.real, wave_vector.imag), b)
    return flight(law, psi, until, records, progress)


@eqx.filter_jit
def _read(law: Schroedinger, now: Instant) -> dict[str, Any]:
    """Return what is recorded of a packet."""
    sample = law.sample
    density = squared_modulus(now.state.psi)
    share = sample.node_volume * density
    norm = jnp.sum(share)
    places = sample.grid.points()
    mean = jnp.stack([jnp.sum(share * x) for x in places]) / norm
    variance = jnp.stack([jnp.sum(share * (x - c) ** 2) for x, c in zip(places, mean, strict=True)]) / norm
    lengths = [sample.edge_length[d] for d in sample.grid.resolved]
    flow = [now.current[d] for d in sample.grid.resolved]
    through = [2 * f * length for f, length in zip(flow, lengths, strict=True)]
    return {
        "psi": now.state.psi, "norm": norm, "position": mean, "variance": variance,
        "velocity": jnp.stack([jnp.sum(f) for f in through]) / norm,
        "at_centre": jnp.stack([_at(sample, f, d, mean) for d, f in zip(sample.grid.resolved, through, strict=True)])
        / _at(sample, share, None, mean),
        "imbalance": continuity(law, now.state.psi),
    }


def continuity(law: Schroedinger, psi):
    """Return the largest d_t |psi|^2 + div j in steady fields, over the largest flow through the sides of a cell."""
    sample, fields = law.sample, law.fields(jnp.zeros(()))
    current = law.current(psi, fields.circulation)
    crossing = weights_of_nodes(sample.grid, tuple(None if f is None else 2 * jnp.abs(f) for f in current))
    largest = jnp.max(safe_divide(crossing, sample.node_volume))
    return safe_divide(jnp.max(jnp.abs(law.imbalance(psi, fields))), largest)


def _at(sample: Sample, values, along: int | None, place):
    """Return values of nodes, or of the edges along a direction, at a place, by bilinear interpolation."""
    for d in sample.grid.resolved:
        axis = jnp.asarray(sample.grid.nodes[d])
        axis = 0.5 * (axis[1:] + axis[:-1]) if d == along else axis
        i = jnp.clip(jnp.searchsorted(axis, place[d]) - 1, 0, len(axis) - 2)
        part = (place[d] - axis[i]) / (axis[i + 1] - axis[i])
        values = (1 - part) * values[i] + part * values[i + 1]
    return values
