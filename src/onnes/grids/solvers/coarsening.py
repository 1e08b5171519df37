"""Galerkin coarsening of a diffusion operator on nodes to half the nodes along each axis.

The operator is a stencil: for each offset s in {-1, 0, 1}^d an array a_s with ``(A x)_i = sum_s a_s[i] x[i + s]``.
A coarse node represents a block of two fine nodes along every halved axis. Interpolation depends on the operator
(Alcouffe, Brandt, Dendy and Painter 1981): a fine node between coarse ones takes their mean, weighted by its couplings
to them. Nothing is then interpolated across a gap without edges, and apertures, holes and cut cells need no special
treatment. Where the node at the even corner of a block is vacuum, another node of the block represents it, so that a
strip one node wide is kept. The coarse operator is Galerkin's, ``P^T A P``.

Computed in NumPy, once per sample.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np

from onnes.numerics.safe_division import safe_divide

Offset = tuple[int, ...]
Stencil = dict[Offset, np.ndarray]
Interpolation = dict[Offset, Stencil]
"""``P[p][o]``: weight, for the fine node ``2 K + p``, of the coarse node ``K + o``; both on the coarse shape."""

WEAK = 0.3
"""An axis whose edges are this much weaker than the strongest is not halved yet: errors along it are not smooth."""


class Coarsened(NamedTuple):
    """Coarse level: interpolation from it, its stencil and lumped mass, and the number of fine nodes not reached."""

    interpolation: Interpolation
    stencil: Stencil
    mass: np.ndarray
    lost: int


def zero(dim: int) -> Offset:
    return (0,) * dim


def stencil_of(weights: list[np.ndarray], shape: tuple[int, ...]) -> Stencil:
    """Return the stencil of ``- div w grad``, w on the edges along each axis, on nodes of a shape at least as large."""
    dim = len(weights)
    stencil: Stencil = {zero(dim): np.zeros(shape)}
    for axis, weight in enumerate(weights):
        ahead = np.zeros(shape)
        ahead[tuple(slice(0, n) for n in weight.shape)] = weight
        up = tuple(int(a == axis) for a in range(dim))
        down = tuple(-u for u in up)
        stencil[up], stencil[down] = -ahead, -shifted(ahead, down)
        stencil[zero(dim)] += ahead + shifted(ahead, down)
    return stencil


def shifted(values: np.ndarray, offset: Offset) -> np.ndarray:
    """Return values[i + offset], zero beyond the ends."""
    out = np.zeros_like(values)
    here = tuple(slice(max(0, -s), n - max(0, s)) for s, n in zip(offset, values.shape, strict=True))
    there = tuple(slice(max(0, s), n + min(0, s)) for s, n in zip(offset, values.shape, strict=True))
    out[here] = values[there]
    return out


def apply(stencil: Stencil, values: np.ndarray) -> np.ndarray:
    """Return the operator applied to values."""
    return np.sum([a * shifted(values, s) for s, a in stencil.items()], axis=0)


def dense(stencil: Stencil) -> np.ndarray:
    """Return the operator as a matrix, nodes in the order of ``ravel``."""
    shape = next(iter(stencil.values())).shape
    index = np.arange(int(np.prod(shape))).reshape(shape)
    matrix = np.zeros((index.size, index.size))
    for s, a in stencil.items():
        inside = shifted(np.ones(shape), s) > 0
        matrix[index[inside], shifted(index, s)[inside]] += a[inside]
    return matrix


def coarsened(stencil: Stencil, mass: np.ndarray, halved: tuple[bool, ...]) -> Coarsened:
    """Return the next coarser level; the number of nodes along halved axes must be even."""
    live = (stencil[zero(mass.ndim)] > 0) | (mass > 0)
    P = _interpolation(stencil, live, halved)
    lost = sum(int(np.sum(of_parity(live, p, halved) & (np.sum(list(P[p].values()), axis=0) == 0))) for p in P)
    return Coarsened(P, galerkin(stencil, P, halved), lumped(mass, P, halved), lost)


def parities(halved: tuple[bool, ...]) -> list[Offset]:
    """Return the positions of the fine nodes in a block, those nearest its even corner first."""
    return sorted(itertools.product(*((0, 1) if half else (0,) for half in halved)), key=sum)


def of_parity(values: np.ndarray, parity: Offset, halved: tuple[bool, ...]) -> np.ndarray:
    """Return the values of the fine nodes at one position of each block."""
    return values[places_of_parity(parity, halved)]


def places_of_parity(parity: Offset, halved: tuple[bool, ...]) -> tuple[slice, ...]:
    """Return the slices of the fine nodes at one position of each block."""
    return tuple(slice(p, None, 2 if half else 1) for p, half in zip(parity, halved, strict=True))


def _interpolation(stencil: Stencil, live: np.ndarray, halved: tuple[bool, ...]) -> Interpolation:
    out: Interpolation = {}
    covered = np.zeros_like(of_parity(live, zero(live.ndim), halved))
    for p in parities(halved):
        alive = of_parity(live, p, halved)
        weights = _means(stencil, p, halved, out, covered.shape)
        total = np.sum(list(weights.values()), axis=0)
        stands_for_block = alive & ~covered
        covered |= alive
        for o, weight in weights.items():
            mean = np.where(alive, safe_divide(weight, total), 0.0)
            weights[o] = np.where(stands_for_block, float(not any(o)), mean)
        out[p] = weights
    return out


def _means(stencil, p, halved, known: Interpolation, shape) -> Stencil:
    """Return the couplings of the nodes at position p to each coarse node, through nodes interpolated before."""
    weights = {o: np.zeros(shape) for o in itertools.product(*((0, 1) if odd else (0,) for odd in p))}
    for s, a in stencil.items():
        towards = tuple(step if odd else 0 for step, odd in zip(s, p, strict=True))
        if not any(towards):
            continue
        strength = np.maximum(-of_parity(a, p, halved), 0.0)
        ahead = tuple(int(step > 0) for step in towards)
        neighbour = tuple(int(odd and not step) for odd, step in zip(p, towards, strict=True))
        for o, weight in known[neighbour].items():
            weights[_plus(o, ahead)] += strength * shifted(weight, ahead)
    return weights


def galerkin(stencil: Stencil, P: Interpolation, halved: tuple[bool, ...]) -> Stencil:
    """Return ``P^T A P``, with the diagonal for which constants have no energy."""
    dim = len(halved)
    coarse: Stencil = {}
    for p in P:
        for s, a in stencil.items():
            landing = [divmod(q + step, 2) if half else (step, 0) for q, step, half in zip(p, s, halved, strict=True)]
            ahead, other = tuple(k for k, _ in landing), tuple(q for _, q in landing)
            entry = of_parity(a, p, halved)
            for o2, to in P[other].items():
                column = entry * shifted(to, ahead)
                for o1, of in P[p].items():
                    t = tuple(k + b - a for k, b, a in zip(ahead, o2, o1, strict=True))
                    if any(t):
                        term = shifted(of * column, tuple(-step for step in o1))
                        coarse[t] = coarse[t] + term if t in coarse else term
    coarse[zero(dim)] = -np.sum(list(coarse.values()), axis=0)
    return coarse


def lumped(mass: np.ndarray, P: Interpolation, halved: tuple[bool, ...]) -> np.ndarray:
    """Return ``P^T`` times a mass, that of the coarse nodes."""
    total = np.zeros_like(next(iter(P[zero(mass.ndim)].values())))
    for p, weights in P.items():
        for o, weight in weights.items():
            total += shifted(weight * of_parity(mass, p, halved), tuple(-step for step in o))
    return total


def _plus(a: Offset, b: Offset) -> Offset:
    return tuple(x + y for x, y in zip(a, b, strict=True))
