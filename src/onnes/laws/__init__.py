"""Laws of motion: what a free energy does in time. One law a file.

``summaries()`` is the public list. The laws themselves are loaded when first asked for, so that
listing them costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnes.laws.freeze import Freeze
    from onnes.laws.push import Push
    from onnes.laws.relax import Relax
    from onnes.laws.settle import Settle

_LAWS = {
    "relax": ("Relax", "tau d_t psi = -dF/dpsi*, sigma d_t A = -dF/dA: time-dependent Ginzburg-Landau with Maxwell"),
    "settle": ("Settle", "dF = 0: static states by minimisation"),
    "freeze": ("Freeze", "|psi| held, A settles: London"),
    "push": ("Push", "carriers accelerate, nothing relaxes: the perfect conductor"),
}

__all__ = ["Freeze", "Push", "Relax", "Settle", "names", "summaries"]


def names() -> tuple[str, ...]:
    """Names of the laws."""
    return tuple(_LAWS)


def summaries() -> dict[str, str]:
    """Name -> equation and name of each law."""
    return {name: summary for name, (_, summary) in _LAWS.items()}


def __getattr__(attribute: str) -> Any:
    for module, (law, _) in _LAWS.items():
        if attribute == law:
            return getattr(import_module(f"onnes.laws.{module}"), law)
    raise AttributeError(attribute)
