"""Errors that Onnes raises for invalid input.

Every message names the argument, what came, what was expected and the cure.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import wraps
from reprlib import Repr
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

_SHOWN = 20
"""Number of names of a long list that a message shows."""
_LONGEST = 120
"""Characters of what was given that a message shows."""
_NEAR, _SURE = 0.5, 0.6
"""Likeness of two words from which on one is offered for the other, and is offered without the whole list."""
_NO_ALIASES: Mapping[str, str] = MappingProxyType({})
_P = ParamSpec("_P")
_R = TypeVar("_R")


class _Shortened(Repr):
    """Representation of any object in a bounded number of characters, and in bounded time."""

    def __init__(self):
        super().__init__()
        self.maxstring = self.maxother = _LONGEST

    def repr_float64(self, x: Any, level: int) -> str:
        """Return a number of NumPy as Python writes it."""
        return repr(x.item())

    repr_int64 = repr_float64

    def repr_int(self, x: int, level: int) -> str:
        """Return a whole number; of more digits than Python converts to text, their number."""
        return repr(x) if x.bit_length() < 128 else f"a whole number of about {x.bit_length() * 0.30103:.0f} digits"


def shortened(text: str) -> str:
    """Return text of at most 120 characters."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST - 3]}..."


def shown(value: object) -> str:
    """Return what was given as a message shows it: `repr`, shortened."""
    return _Shortened().repr(value)


class OnnesError(Exception):
    """Base class of all errors that Onnes raises deliberately."""


class ArgumentError(OnnesError):
    """Base class of errors about one argument.

    Attributes:
        argument: name of the offending argument.
        got: the value given, as text of at most 120 characters.
        expected: what would have been accepted.
        cure: what to do about it.
    """

    def __init__(self, argument: str, got: object, expected: str, cure: str = ""):
        self.argument, self.expected, self.cure = argument, expected, cure
        self.got = shortened(got) if isinstance(got, str) else shown(got)
        super().__init__(f"{argument}: got {shown(got)}, expected {expected}." + (f" {cure}" if cure else ""))

    def __reduce__(self):
        return type(self), (self.argument, self.got, self.expected, self.cure)


class InputError(ArgumentError, ValueError):
    """Value that is outside what physics or Onnes allows."""


class MissingDataError(ArgumentError, LookupError):
    """Material whose tables lack a quantity that is needed. A cure must be given."""

    def __init__(self, argument: str, got: object, expected: str, cure: str):
        super().__init__(argument, got, expected, cure)

    def or_give(self, alternative: str) -> MissingDataError:
        """Return the same error, whose cure names first what may be given instead of the tabulated quantity."""
        cure = f"Give {alternative}, or {self.cure[:1].lower()}{self.cure[1:]}"
        return type(self)(self.argument, self.got, self.expected, cure)


class NotANumberError(OnnesError, ArithmeticError):
    """Non-finite value in a solver; the last good state is attached to the error."""

    def __init__(self, message: str, last_good: object = None):
        super().__init__(message)
        self.last_good = last_good


def listed(names: Sequence[str]) -> str:
    """Return names with commas between them; of a long list the first ones, and how many there are more."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def unknown_name(argument: str, got: object, known: Iterable[str],
                 aliases: Mapping[str, str] = _NO_ALIASES) -> InputError:
    """Return the error for a name that is not on a list, with the nearest names that are.

    Args:
        known: the names; an empty one, which stands for none, is not shown.
        aliases: other word -> name on the list that it means.
    """
    names = sorted(set(known) - {""})
    by_folded = {alias.casefold(): name for alias, name in aliases.items() if name in names}
    by_folded |= {name.casefold(): name for name in names}
    word = got.casefold() if isinstance(got, str) and len(got) <= _LONGEST else ""
    near = list(dict.fromkeys(by_folded[n] for n in get_close_matches(word, by_folded, n=3, cutoff=_NEAR)))
    near = [by_folded[word]] if word in by_folded else near
    cures = [f"Did you mean {' or '.join(near)}?"] if near else []
    if word not in by_folded and not get_close_matches(word, by_folded, n=1, cutoff=_SURE):
        cures.append(f"Known: {listed(names)}.")
    cure = " ".join(cures)
    return InputError(argument, got, f"the name of a known {argument}", cure if names else "There are none here.")


def check_name(argument: str, got: object, known: Collection[str], aliases: Mapping[str, str] = _NO_ALIASES) -> None:
    """Refuse what is no name on a list.

    Args:
        aliases: other word -> name on the list, which the message gives.

    Raises:
        InputError: as `unknown_name` makes it.
    """
    if not isinstance(got, str) or got not in known:
        raise unknown_name(argument, got, known, aliases)


def door(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Return a function, or the ``__init__`` of a class, that refuses a wrong call as it refuses wrong values.

    An argument that it does not have, one too many or one that is missing is an `InputError` in place of Python's
    TypeError. The signature stays as it is written.
    """
    signature = inspect.signature(function)
    first, *rest = signature.parameters.values()
    known = {each.name: each for each in (rest if first.name == "self" else (first, *rest))}
    name = function.__qualname__.removesuffix(".__init__")

    @wraps(function)
    def checked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            signature.bind(*args, **kwargs)
        except TypeError:
            raise _wrong_call(name, known, len(args) - len(signature.parameters) + len(known), kwargs) from None
        return function(*args, **kwargs)

    return checked


def _wrong_call(name: str, known: Mapping[str, inspect.Parameter], count: int, named: Collection[str]) -> InputError:
    """Return the error for a call with ``count`` arguments without a name and others with one."""
    takes_any = any(each.kind is inspect.Parameter.VAR_KEYWORD for each in known.values())
    for word in named:
        if word in known and known[word].kind is inspect.Parameter.POSITIONAL_ONLY:
            return InputError(word, "a value by its name", "one by its place", f"Write {name}({word}, ...).")
        if word not in known and not takes_any:
            return unknown_name(f"argument of {name}", word, known)
    in_order = [each.name for each in known.values()
                if each.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    if count > len(in_order):
        rest = [each for each in known if each not in in_order]
        return InputError(f"arguments of {name}", f"{count} without a name", f"at most {len(in_order)}",
                          f"Give the others by name: {listed(rest)}." if rest else f"They are {listed(in_order)}.")
    for twice in (each for each in in_order[:count] if each in named):
        return InputError(twice, "two values", "one", "It is given by its place and by its name.")
    missing = next(each.name for each in known.values() if each.default is inspect.Parameter.empty
                   and each.name not in in_order[:count] and each.name not in named)
    return InputError(missing, "nothing", f"a value: {name} cannot do without it", f"Write {name}(..., {missing}=...).")
