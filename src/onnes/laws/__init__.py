"""Laws of motion: what a free energy does in time. One law a file.

``summaries()`` is the public list. The laws themselves are loaded when first asked for, so that listing them costs
nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnes.laws.london import London
    from onnes.laws.perfect_conductor import PerfectConductor
    from onnes.laws.schroedinger import Schroedinger
    from onnes.laws.static import Static
    from onnes.laws.tdgl import TDGL

_LAWS = {
    "tdgl": ("TDGL", "tau d_t psi = -dF/dpsi*, sigma d_t A = -dF/dA: time-dependent Ginzburg-Landau with Maxwell"),
    "static": ("Static", "dF = 0: static states by minimisation"),
    "london": ("London", "|psi| held, dF/dA = 0: London's theory"),
    "perfect_conductor": ("PerfectConductor", "carriers accelerate, nothing relaxes: the perfect conductor"),
    "schroedinger": ("Schroedinger", "i hbar d_t psi = dF/dpsi*: Schroedinger, Gross and Pitaevskii"),
}

__all__ = ["TDGL", "London", "PerfectConductor", "Schroedinger", "Static", "names", "summaries"]


def names() -> tuple[str, ...]:
    """Return the names of the laws."""
    return tuple(_LAWS)


def summaries() -> dict[str, str]:
    """Return the equation and the meaning of each law by its name."""
    return {name: summary for name, (_, summary) in _LAWS.items()}


def __getattr__(attribute: str) -> Any:
    for module, (law, _) in _LAWS.items():
        if attribute == law:
            return getattr(import_module(f"onnes.laws.{module}"), law)
    raise AttributeError(attribute)
