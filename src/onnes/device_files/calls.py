"""Calls of a few named functions, written as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any

from onnes.errors import InputError, check_name


def called(function: Callable[..., Any], positional: list[Any], named: Mapping[str, Any]) -> Any:
    """Return what a function returns for arguments that came from a file.

    Raises:
        InputError: an argument that the function does not have, one that is missing or given twice.
    """
    known = signature(function).parameters
    for name in named:
        check_name("key", name, known)
    if len(positional) > len(known):
        raise InputError("", positional, f"at most {len(known)} values: {', '.join(known)}")
    arguments = dict(zip(known, positional, strict=False))
    for name, value in named.items():
        if name in arguments:
            raise InputError(name, value, f"one value, not {arguments[name]!r} as well")
    arguments |= named
    for name, parameter in known.items():
        if parameter.default is Parameter.empty and name not in arguments:
            raise InputError(name, "nothing", f"a value; {function.__name__} takes {', '.join(known)}")
    return function(**arguments)
