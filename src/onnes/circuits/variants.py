"""Many circuits that differ in numbers only, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits.circuit import Circuit
from onnes.circuits.course import UNFINISHED, integrated, schedule
from onnes.errors import InputError, NotANumberError, door
from onnes.units import positive_si, to_si

if TYPE_CHECKING:
    import xarray as xr

_MOST_VALUES = 50_000_000


@door
def simulate_variants(circuits: Sequence[Circuit], time: Any, *, records: int = 1000, tolerance: float = 1e-7,
                      stiff: bool = False) -> xr.Dataset:
    """Return the courses of circuits of the same elements and nodes with other values, from rest and without noise.

    They are integrated at once (`jax.vmap`), each with steps of its own, in one compiled program.

    Args:
        circuits: of the same nodes and names of elements; values, amplitudes and times of sources may differ.
        time: duration [s], the same for all.
        records: number of equal intervals after which the states are recorded.
        tolerance, stiff: see `Circuit.simulate`.

    Returns:
        As `Circuit.simulate`, over ``circuit`` too.

    Raises:
        InputError: circuits that are not alike, that have noise, or an argument that cannot be used.
        NotANumberError: a course that does not come to its end.
    """
    import xarray as xr

    if not isinstance(circuits, Sequence) or not circuits or not all(isinstance(each, Circuit) for each in circuits):
        raise InputError("circuits", circuits, "a list of circuits")
    end, level = positive_si(time, "s", "time"), to_si(tolerance, "", "tolerance")
    if not 1e-13 <= level <= 0.1:
        raise InputError("tolerance", tolerance, "a number from 1e-13 to 0.1")
    if not isinstance(records, int) or not 1 <= records * len(circuits) * len(circuits[0].nodes) <= _MOST_VALUES:
        raise InputError("records", records, f"a whole number, with at most {_MOST_VALUES:,} numbers of all circuits")
    for number, each in enumerate(circuits):
        if each.noisy:
            raise InputError(f"circuits[{number}]", "a circuit with noise", "none", "Take Circuit.simulate(members=).")
        if [(type(one), one.name) for one in each.elements] != [(type(one), one.name) for one in circuits[0].elements]:
            raise InputError(f"circuits[{number}]", "other elements than the first", "circuits that differ in values")
    inputs = [(each.equations, *schedule(each, end, records)) for each in circuits]
    arrays = [eqx.partition(each, eqx.is_inexact_array_like) for each in inputs]
    shapes = [(jax.tree.structure(rest), jax.tree.map(jnp.shape, values)) for values, rest in arrays]
    for number, shape in enumerate(shapes):
        if shape != shapes[0]:
            raise InputError(f"circuits[{number}]", "equations of another form than the first",
                             "circuits with the same capacitances that are zero, and sources of as many corners",
                             "Simulate it alone.")
    stacked = jax.tree.map(lambda *each: jnp.stack([jnp.asarray(one) for one in each]), *(one for one, _ in arrays))
    (_, phases, rates), ended = _courses(stacked, arrays[0][1], level, bool(stiff))
    if not bool(np.all(ended)):
        raise NotANumberError(UNFINISHED)
    times = np.linspace(0.0, end, records + 1)
    found = [each.dataset(times, np.asarray(one), np.asarray(rate) * each.units.voltage)
             for each, one, rate in zip(circuits, phases, rates, strict=True)]
    return xr.concat(found, "circuit")


@eqx.filter_jit
def _courses(values: Any, rest: Any, tolerance: float, stiff: bool) -> Any:
    """Return what `integrated` returns, of circuits whose numbers have an axis in front."""

    def one(own: Any) -> Any:
        system, times, corners, longest = eqx.combine(own, rest)
        return integrated(system, times, corners, longest, tolerance, stiff, None)

    return eqx.filter_vmap(one)(values)
