"""Signals and applied fields as plain data, and back: how files keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from typing import Any

from onnes.drives.applied_field import AppliedField
from onnes.drives.functions import FunctionOf, Unstored
from onnes.drives.heating import Heat
from onnes.drives.load import Load
from onnes.drives.signals import Signal
from onnes.drives.sources import Source

_KINDS = (AppliedField, Heat, Load, Signal, Source)


def to_dict(thing: Any) -> Any:
    """Return a signal, an applied field or a load as nested dicts and lists of text, numbers and arrays.

    Each object is a dict of its "kind" and its attributes. Of a user's own function only its text is kept, see
    `Unstored`.
    """
    if isinstance(thing, FunctionOf):
        thing = Unstored(thing.variables, thing.describe(), thing.argument)
    if isinstance(thing, _KINDS):
        return {"kind": type(thing).__name__} | {name: to_dict(each) for name, each in _attributes(thing).items()}
    return [to_dict(each) for each in thing] if isinstance(thing, tuple) else thing


def from_dict(given: Any) -> Any:
    """Return the signal, the applied field or the load that `to_dict` described."""
    if isinstance(given, Mapping):
        attributes = {name: from_dict(each) for name, each in given.items() if name != "kind"}
        return _kind(given["kind"], _KINDS)(**attributes)
    return tuple(from_dict(each) for each in given) if isinstance(given, list) else given


def is_whole(thing: Any) -> bool:
    """Return whether a signal or an applied field lacks none of the functions in it, see `Unstored`."""
    if isinstance(thing, tuple):
        return all(is_whole(each) for each in thing)
    if isinstance(thing, Unstored):
        return False
    return not isinstance(thing, _KINDS) or all(map(is_whole, _attributes(thing).values()))


def _attributes(thing: Any) -> dict[str, Any]:
    return {each.name: getattr(thing, each.name) for each in fields(thing)}


def _kind(name: str, kinds: Sequence[type]) -> type:
    """Return the class of a name among some classes and all that derive from them; KeyError if there is none."""
    for kind in kinds:
        if kind.__name__ == name:
            return kind
        with suppress(KeyError):
            return _kind(name, kind.__subclasses__())
    raise KeyError(name)
