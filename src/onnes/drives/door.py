"""The door for what a drive may be: quantities, functions, arrays and tables in, a signal in SI units out."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
import pint
import xarray as xr

from onnes.drives.arrays import OnNodes, labelled
from onnes.drives.functions import FunctionOf
from onnes.drives.signals import Constant, Product, Signal
from onnes.errors import InputError
from onnes.units import describe
from onnes.units.registry import with_article


def signal(value: Any, unit: str, argument: str, *, uniform: bool = False) -> Signal:
    """Return a quantity as a function of place and time, in the SI unit ``unit``.

    Args:
        value: one of

            - a quantity: text ("20 mT"), a pint quantity or an SI number;
            - a function of time f(t), of place f(x, y) or of both f(x, y, t), known by the names of its parameters
              or, if they have others, by their number; SI numbers and NumPy arrays in, numbers, arrays or pint
              quantities out;
            - an array on the nodes of the device's grid, shape (nx, ny), or an xarray.DataArray over x, y or time;
            - `ramp`, `sine`, `pulse`, `cold_front`, `from_csv`, and sums, differences and products of all of these.
        unit: the SI unit of the quantity wanted.
        argument: the name of the user's argument, for messages.
        uniform: refuse what depends on place.

    Raises:
        InputError: another dimension, NaN, a function with other parameters; later, when a user's function is called,
            a result that is no finite number of that dimension.
    """
    found = (as_signal(value, argument) or Constant(value)).in_si(unit, argument)
    if uniform and not found.uniform:
        raise InputError(argument, found.describe(), f"{with_article(describe(unit))} that is the same everywhere",
                         "Give a number or a function of time.")
    return found


def as_signal(value: Any, argument: str = "value") -> Signal | None:
    """Return a signal of what a user gave, its unit still unknown; None for values of other types."""
    if isinstance(value, Signal):
        return value
    if isinstance(value, xr.DataArray):
        return labelled(value, argument)
    if isinstance(value, pint.Quantity):
        if isinstance(value.magnitude, Signal):  # pint keeps the unit of "quantity * signal" to itself
            return Product(Constant(f"1 {value.units}"), value.magnitude)
        return Constant(value) if np.ndim(value.magnitude) == 0 else OnNodes(value.magnitude, str(value.units))
    if getattr(value, "shape", ()) != ():  # of NumPy or JAX
        return OnNodes(np.asarray(value))
    if isinstance(value, (str, Real, np.ndarray)):
        return Constant(value)
    return FunctionOf(value) if callable(value) else None
