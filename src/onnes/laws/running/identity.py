"""Parameters of a run as text, by which a checkpoint knows its own run and tells what differs."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType, MethodType
from typing import Any

import jax
import numpy as np

from onnes.grids.gathering import as_numbers, on_host

_SHOWN = 4
"""Arrays of so many numbers are written out, larger ones by a digest of their bytes."""

Identity = dict[str, str]


def identity(**parts: Any) -> Identity:
    """Path -> value of everything that laws, energies, samples, protocols and states are made of.

    Numbers are exact; two runs with equal identities do the same, bit for bit, on the same machine. A function counts
    by its name, its constants, the names it uses and what it has closed over, not by what it finds in global variables.
    """
    return {path: text for name, part in parts.items() for path, text in _described(name, part, ())}


def difference(stored: Identity, now: Identity) -> str | None:
    """The first difference, in words; None where there is none."""
    for path in {**now, **stored}:
        if stored.get(path) != now.get(path):
            return f"{path} is {stored.get(path, 'absent')}, here {now.get(path, 'absent')}"
    return None


def _described(path: str, thing: Any, within: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """``within``: what encloses this thing, so that a function that mentions itself ends."""
    if thing is None or isinstance(thing, (bool, int, float, complex, str, bytes)):
        yield path, repr(thing)
    elif isinstance(thing, (np.ndarray, np.generic, jax.Array)):
        yield path, _array(thing)
    elif isinstance(thing, type):
        yield path, thing.__qualname__
    elif isinstance(thing, jax.sharding.Mesh):
        yield path, f"{thing.size} devices"
    elif isinstance(thing, CodeType):
        yield path, f"{thing.co_name} {thing.co_names}"
        yield from _parts(path, enumerate(thing.co_consts), within)
    elif id(thing) in within:
        yield path, "itself"
    else:
        yield path, getattr(thing, "__qualname__", type(thing).__qualname__)
        yield from _parts(path, _content(thing), (*within, id(thing)))


def _parts(path: str, content, within) -> Iterator[tuple[str, str]]:
    for name, part in content:
        yield from _described(f"{path}.{name}", part, within)


def _content(thing: Any) -> Iterator[tuple[Any, Any]]:
    """Name and value of the parts of a compound thing."""
    if isinstance(thing, Mapping):
        yield from thing.items()
    elif isinstance(thing, tuple) and (by_name := getattr(thing, "_asdict", None)):
        yield from by_name().items()
    elif isinstance(thing, (list, tuple)):
        yield from enumerate(thing)
    elif isinstance(thing, FunctionType):
        yield "code", thing.__code__
        yield from enumerate((*(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values()))
        yield from zip(thing.__code__.co_freevars, (_inside(cell) for cell in thing.__closure__ or ()), strict=True)
    elif isinstance(thing, MethodType):
        yield from (("self", thing.__self__), ("function", thing.__func__))
    elif isinstance(thing, functools.partial):
        yield from (("function", thing.func), ("arguments", thing.args), ("options", thing.keywords))
    elif dataclasses.is_dataclass(thing):
        yield from ((field.name, getattr(thing, field.name)) for field in dataclasses.fields(thing))
    elif hasattr(thing, "__wrapped__"):
        yield "function", thing.__wrapped__
    else:
        yield from getattr(thing, "__dict__", {}).items()


def _inside(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # still empty
        return None


def _array(value: Any) -> str:
    values = on_host(as_numbers(value))
    if values.size <= _SHOWN:
        return f"{values.dtype} {values.tolist()}"
    digest = hashlib.blake2b(values.tobytes(), digest_size=8).hexdigest()
    return f"{values.dtype} {list(values.shape)} with digest {digest}"
