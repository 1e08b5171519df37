"""Response of the carriers of a thin film with |psi| held: ``I = W (p - a)`` on every edge.

p is the circulation at which they are at rest, W = n |dual face|/|edge| with n their density, and a that of the vector
potential, ``a = a_applied + Q I + grad chi``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, SheetField
from onnes.energies.sheet_field import on_sample
from onnes.grids import Sample
from onnes.grids.operators import grad
from onnes.grids.solvers.node_equation import node_solver
from onnes.grids.solvers.vectors import axpy, scaled
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_TOLERANCE = 1e-11
_ROUNDING = 1e-12


class SheetCarriers(NamedTuple):
    """Carriers of a film.

    Attributes:
        density: the largest ratio c of W to the weight of an edge.
        sample: with W/c as the weights of the edges.
        sheet: the field of the film, with the solver of the potential for these weights.
    """

    density: jax.Array
    sample: Sample
    sheet: SheetField


class SheetResponse(NamedTuple):
    """Attributes: circulations a, current I, potential chi on nodes, iterations, whether the solve converged."""

    circulation: Any
    current: Any
    potential: jax.Array
    iterations: jax.Array
    converged: jax.Array


def sheet_carriers(energy: FreeEnergy, weight: Any, before: SheetCarriers | None = None) -> SheetCarriers:
    """Return the carriers of a film.

    Args:
        weight: W on edges, >= 0.
        before: carriers whose solver is used again if W has only been multiplied by a number.
    """
    sheet, sample = energy.sheet, energy.sample
    assert sheet is not None
    resolved = sample.grid.resolved
    W, own = [np.asarray(weight[d]) for d in resolved], [np.asarray(sample.edge_weight[d]) for d in resolved]
    c = max(float(np.max(safe_divide(w, o))) for w, o in zip(W, own, strict=True))
    density = as_array(c)
    if c == 0 or _equal(W, [c * o for o in own]):
        return SheetCarriers(density, sample, sheet)
    if before is not None and _equal(W, [c * np.asarray(before.sample.edge_weight[d]) for d in resolved]):
        return before._replace(density=density)
    shares = [w / c for w in W]
    all_shares = tuple(as_array(shares[resolved.index(d)]) if d in resolved else w
                       for d, w in enumerate(sample.thin_edge_weight))
    sheet = eqx.tree_at(lambda s: s.potential_solver, sheet, node_solver(sample, weights=shares))
    sample = eqx.tree_at(lambda s: s.thin_edge_weight, sample, all_shares)
    return SheetCarriers(density, sample, sheet if sheet.conserved is None else on_sample(sheet, sample))


def _equal(a: list[np.ndarray], b: list[np.ndarray]) -> bool:
    return all(np.max(np.abs(x - y)) <= _ROUNDING * np.max(np.abs(y)) for x, y in zip(a, b, strict=True))


def per_weight(edges: Any, weight: Any) -> Any:
    """Return edges/weight, 0 where there is no weight."""
    return jax.tree.map(lambda e, w: safe_divide(e, w), edges, weight)


@eqx.filter_jit
def sheet_response(carriers: SheetCarriers, at_rest: Any, drive: Drive) -> SheetResponse:
    """Return the current of the carriers and its field.

    Solves ``I/W + Q I + grad chi = p - a_applied``, ``div I = fed``. Where there are no carriers no current flows.

    Args:
        at_rest: p, along the edges.
    """
    c, sample, sheet = carriers
    applied = sheet.applied(drive, sample)
    push = scaled(c, axpy(-1.0, applied, at_rest))
    flow = sheet.flow(sample, push, c, sheet.through(drive), None, None, _TOLERANCE)
    chi = safe_divide(flow.potential, c)
    field = jax.tree.map(jnp.add, applied, flow.induced)
    return SheetResponse(jax.tree.map(jnp.add, field, grad(sample.grid, chi)), flow.current, chi, flow.iterations,
                         flow.converged)
