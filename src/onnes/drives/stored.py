"""Signals and applied fields as plain data, and back: how files keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from onnes.drives.arrays import OnNodes, Table
from onnes.drives.fields import AppliedField
from onnes.drives.functions import FunctionOf, Unstored
from onnes.drives.signals import Constant, Product, Sum
from onnes.drives.sources import Dipole, FieldMap, Loop, Uniform, Wire
from onnes.drives.waveforms import Pulse, Ramp, Sine

_KINDS: dict[str, type] = {kind.__name__: kind for kind in (
    AppliedField, Constant, Dipole, FieldMap, Loop, OnNodes, Product, Pulse, Ramp, Sine, Sum, Table, Uniform, Unstored,
    Wire)}


def to_dict(thing: Any) -> Any:
    """Return a signal or an applied field as nested dicts and lists of text, numbers and arrays.

    Each object is a dict of its "kind" and its attributes. Of a user's own function only its text is kept, see
    `Unstored`.
    """
    if isinstance(thing, FunctionOf):
        thing = Unstored(thing.variables, thing.describe(), thing.argument)
    if type(thing).__name__ in _KINDS:
        attributes = {each.name: to_dict(getattr(thing, each.name)) for each in fields(thing)}
        return {"kind": type(thing).__name__} | attributes
    return [to_dict(each) for each in thing] if isinstance(thing, tuple) else thing


def from_dict(given: Any) -> Any:
    """Return the signal or the applied field that `to_dict` described."""
    if isinstance(given, Mapping):
        attributes = {name: from_dict(each) for name, each in given.items() if name != "kind"}
        return _KINDS[given["kind"]](**attributes)
    return tuple(from_dict(each) for each in given) if isinstance(given, list) else given


def is_whole(thing: Any) -> bool:
    """Return whether a signal or an applied field lacks none of the functions in it, see `Unstored`."""
    if isinstance(thing, tuple):
        return all(is_whole(each) for each in thing)
    if isinstance(thing, Unstored):
        return False
    return type(thing).__name__ not in _KINDS or all(is_whole(getattr(thing, each.name)) for each in fields(thing))
