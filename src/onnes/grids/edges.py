"""Values on the edges of a grid: an array for each of three directions, None where a component vanishes identically."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Components = tuple[Any, ...]


def edgewise(function: Callable[..., Any], first: Sequence[Any], *others: Sequence[Any]) -> Components:
    """Return ``function(component, *components)`` along each direction; None where ``first`` has no component."""
    return tuple(None if one is None else function(one, *rest) for one, *rest in zip(first, *others, strict=True))


def matching(first: Sequence[Any], values: Sequence[Any]) -> Components:
    """Return the components of ``values`` that ``first`` has, None for the others."""
    return edgewise(lambda _, value: value, first, values)
