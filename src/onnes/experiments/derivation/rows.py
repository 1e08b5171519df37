"""Rows that picture and page show: each identity with its verdict and its formulas by a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onnes.problems.macroscopic_model.check import WRITTEN, derivation
from onnes.problems.macroscopic_model.written import typeset
from onnes.results import Result

VERDICTS = {"step": "holds", "printed": "fails as printed", "unassumed": "fails without the assumption"}


@dataclass(frozen=True)
class Row:
    """An identity as it is shown.

    Attributes:
        name, code, says, assumes, kind: of the identity.
        holds, terms: as found.
        verdict: in words.
        formula, remainder: typeset; no remainder where it holds.
    """

    name: str
    code: str
    says: str
    assumes: str
    kind: str
    holds: bool
    terms: int
    verdict: str
    formula: str
    remainder: str


def rows(result: Result, printer: Callable[[Any], str]) -> tuple[Row, ...]:
    """Return the rows of a result in the order of the derivation."""
    made = []
    for each in derivation(result.inputs["gauge"], result.inputs["density"]):
        one = each.identity
        remainder = "" if each.holds or one.remainder is None else printer(one.remainder(WRITTEN))
        verdict = "holds" if each.holds else VERDICTS[one.kind]
        made.append(Row(one.name, one.code, one.says, one.assumes, one.kind, each.holds, each.terms, verdict,
                        typeset(one.left(WRITTEN), one.right(WRITTEN), printer), remainder))
    return tuple(made)
