"""Terms of the free energy that a user adds."""

from __future__ import annotations

from typing import Any

from onnes.energies import Term
from onnes.errors import InputError


def own_terms(given: Any) -> tuple[Term, ...]:
    """Return the terms of a list or of a single one.

    Raises:
        InputError: one that is no instance of a subclass of `Term`.
    """
    terms = tuple(given) if isinstance(given, (tuple, list)) else (given,)
    for term in terms:
        if not isinstance(term, Term):
            raise InputError("terms", term, "instances of subclasses of onnes.Term",
                             "Write class Mine(onnes.Term) with a method __call__(self, state, drive, sample) that "
                             "returns the energy, and terms=[Mine()].")
    return terms
