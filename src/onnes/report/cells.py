"""Cells of the verdict matrix, with mark, words and colour, so that no information is in colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.trial.ratio_text import ratio_text
from onnes.trial.tally import Tally

FAR = 10.0


@dataclass(frozen=True)
class Cell:
    """Content of one cell: a mark, a word, a ratio, a colour by name, and a sentence shown on hovering."""

    mark: str
    word: str
    ratio: str
    style: str
    title: str


LEGEND = (
    Cell("✓", "all agree", "", "agrees", "every scored fact, within two uncertainties or the accuracy claimed"),
    Cell("≈", "some agree", "", "partly", "some facts agree, others do not"),
    Cell("✕", "off", "", "off", "no fact agrees; typically off by less than a factor of ten"),
    Cell("✕", "far off", "", "far", "no fact agrees; typically off by a factor of ten or more"),
    Cell("⊘", "wrong", "", "wrong", "no fact agrees; a sign, or a yes or no, is predicted the wrong way"),
    Cell("–", "silent", "", "silent", "the theory makes no statement about it"),
    Cell("↺", "own input", "", "circular", "the measured value is an input of the theory, so it is not a prediction"),
    Cell("·", "no fact", "", "unmeasured", "a prediction, but no measurement to compare it with"),
)


def cell(one: Tally) -> Cell:
    """Return the cell that shows some verdicts."""
    if not one.scored:
        shown = {"silent": LEGEND[5], "not independent": LEGEND[6], "unmeasured": LEGEND[7]}[one.outcome]
        return Cell(shown.mark, shown.word, "", shown.style, shown.title)
    mark, style = _mark(one)
    words = [f"{one.agreeing} of {one.scored}"]
    words += [one.outcome] if one.outcome in ("wrong sign", "wrong") and style == "wrong" else []
    ratio = "" if one.agreeing == one.scored and not one.median_decades else ratio_text(one.typical_ratio)
    return Cell(mark, " ".join(words), ratio, style, _sentence(one))


def _mark(one: Tally) -> tuple[str, str]:
    if one.agreeing == one.scored:
        return "✓", "agrees"
    if one.agreeing:
        return "≈", "partly"
    if one.outcome in ("wrong sign", "wrong"):
        return "⊘", "wrong"
    far = one.median_decades is not None and 10**one.median_decades >= FAR
    return "✕", "far" if far else "off"


def _sentence(one: Tally) -> str:
    counted = [f"{number} {outcome}" for outcome, number in one.counts.items() if number]
    typical = "" if one.median_decades is None else f"; half lie further than {one.median_decades:.2f} decades off"
    return ", ".join(counted) + typical
