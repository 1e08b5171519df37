"""Cells of the matrix of scores, with mark, words and colour, so that no information is in colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from onnes.trial import Standing, Tally
from onnes.trial.ratio_text import ratio_text
from onnes.trial.table import bits_text, share_text

_EM_PER_DECADE, _LONGEST = 1.6, 6.0
"""Length of the bar that shows the size of an error, and of the longest one, in em."""


@dataclass(frozen=True)
class Cell:
    """Content of one cell: a mark, a word, a ratio, a bar [em], a colour by name, and a sentence shown on hovering."""

    mark: str
    word: str
    ratio: str
    bar: float
    style: str
    title: str


_GRADES = {
    "better": Cell("✓", "better", "", 0.0, "better", "gains information over what was measured on other materials"),
    "level": Cell("≈", "level", "", 0.0, "level", "loses at most one bit to it per piece of evidence"),
    "worse": Cell("✕", "worse", "", 0.0, "worse", "loses more than that, or most numbers are beyond two of its "
                  "uncertainties where nothing was measured on other materials"),
}
_UNSCORED = {
    "silent": Cell("–", "silent", "", 0.0, "silent", "the theory makes no statement about it"),
    "asserted": Cell("”", "asserted", "", 0.0, "asserted", "the theory says so, and nothing here computes it from its "
                     "equations"),
    "not independent": Cell("↺", "own input", "", 0.0, "circular", "the measured value, or one that follows from it, "
                            "is an input of the theory"),
    "unmeasured": Cell("·", "no fact", "", 0.0, "unmeasured", "a prediction, but no measurement to compare it with"),
}
LEGEND = (*_GRADES.values(), *_UNSCORED.values())


def cell(one: Standing, verdicts: Tally) -> Cell:
    """Return the cell of a theory and an observable."""
    if not one.evidence:
        return _UNSCORED[verdicts.outcome]
    grade = _GRADES[one.grade]
    size = abs(log10(one.median_factor)) if one.median_factor else 0.0
    word = " ".join(filter(None, (str(one.evidence), bits_text(one.bits))))
    bar = min(_EM_PER_DECADE * size, _LONGEST)
    return Cell(grade.mark, word, ratio_text(one.typical_ratio), bar, grade.style, _sentence(one))


def _sentence(one: Standing) -> str:
    parts = [f"{one.evidence} piece{'s' if one.evidence > 1 else ''} of evidence"]
    if one.median_factor is not None:
        parts.append(f"half of the numbers within a factor {one.median_factor:.3g}")
    if one.within_two is not None:
        parts.append(f"{share_text(one.within_two)} within two of its own uncertainties")
    if one.bits is not None:
        parts.append(f"{abs(one.bits):.1f} bits {'gained' if one.bits >= 0 else 'lost'} per piece")
    return "; ".join(parts)
