"""Check of the identities by SymPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp

from onnes.problems.macroscopic_model.components import Components
from onnes.problems.macroscopic_model.identities import IDENTITIES, Identity
from onnes.problems.macroscopic_model.written import Written, plain

WRITTEN = Written()


@dataclass(frozen=True)
class Checked:
    """An identity with the remainder that SymPy finds of it.

    Attributes:
        identity: the claim.
        residual: left - right in components, lowest terms; one entry for a scalar, three for a vector.
        explained: whether the residual is the stated remainder; True where both are zero.
    """

    identity: Identity
    residual: tuple[Any, ...]
    explained: bool

    @property
    def holds(self) -> bool:
        """Return whether every component of the residual is zero."""
        return all(part == 0 for part in self.residual)

    @property
    def terms(self) -> int:
        """Return the number of terms of the residual, of all components."""
        return sum(len(sp.Add.make_args(part)) for part in self.residual if part != 0)

    @property
    def remainder(self) -> str:
        """Return left - right as plain text: "0", or the remainder in the notation of vector analysis."""
        if self.holds:
            return "0"
        stated = self.identity.remainder
        return plain(stated(WRITTEN)) if stated and self.explained else ", ".join(map(str, self.residual))


def check(identity: Identity, fields: Mapping[str, Any]) -> Checked:
    """Check an identity in fields with the given properties (`Components`) and those that it assumes."""
    f = Components(**{**fields, **identity.fields})
    residual = f.residual(identity.left(f), identity.right(f))
    scalar, *others = residual
    found = sp.Matrix(residual) if others else scalar
    remainder = 0 * found if identity.remainder is None else identity.remainder(f)
    return Checked(identity, residual, all(part == 0 for part in f.residual(found, remainder)))


@cache
def derivation(gauge: str = "any", density: str = "any") -> tuple[Checked, ...]:
    """Return all identities of the derivation, checked.

    Args:
        gauge: "any", or "coulomb" for div A = 0.
        density: "any", or "rigid" for n_s that depends on neither place nor time.

    Source: M1-M7.
    """
    return tuple(check(identity, {"gauge": gauge, "density": density}) for identity in IDENTITIES)


@cache
def checked(name: str) -> Checked:
    """Return one identity, checked in general fields."""
    return check(next(identity for identity in IDENTITIES if identity.name == name), {})
