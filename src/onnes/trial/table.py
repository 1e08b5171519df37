"""Tables of a trial for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.trial.ratio_text import ratio_text
from onnes.trial.requirements import by_parameter, spread
from onnes.trial.standing import WITHIN_ONE, WITHIN_TWO

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from onnes.trial.trial import Trial

STYLES = {"better": "green", "level": "yellow", "worse": "red", "unscored": "dim"}

_UNSCORED = {"silent": "silent", "unmeasured": "no fact", "not independent": "own input", "asserted": "asserted"}

KEY = (
    "+b: bits gained on the average over what other materials would let one expect, -b lost. ×, ÷: factor by which "
    "half of the numbers are further off, mostly too large or too small. asserted: the theory says so, nothing "
    "computes it. own input: the measured value is an input. no fact: no measurement to compare with."
)
THEORIES_KEY = (
    f"within 1, 2: share of numbers within one and two of the theory's own uncertainties; {100 * WITHIN_ONE:.0f} and "
    f"{100 * WITHIN_TWO:.0f} % if they are honest. bits: per piece of evidence; over Tc: beside a reference that is "
    "given Tc; inside, outside: of the range in which the theory says that it holds."
)


def table(trial: Trial) -> RenderableType:
    """Return the tables of a trial.

    The first has a line for each theory, the second the bits of a row's theory over a column's on the facts that score
    both, the third observables by theories.
    """
    from rich.console import Group

    parts = _theories(trial), THEORIES_KEY, "", _duels(trial), "", _observables(trial), KEY, ""
    return Group(*parts, *_parameters(trial))


def cell_text(trial: Trial, theory: str, observable: str) -> str:
    """Return the text of one cell, without colour: "24 +5.1b ×1.03", "25 ×10^4.7", "silent"."""
    one = trial.standing(theory, observable)
    if not one.evidence:
        return _UNSCORED[trial.summary(theory, observable).outcome]
    return " ".join(filter(None, (str(one.evidence), bits_text(one.bits), ratio_text(one.typical_ratio))))


def bits_text(bits: float | None) -> str:
    """Return "+1.3b", or "" for None."""
    return "" if bits is None else f"{bits:+.1f}b"


def share_text(share: float | None) -> str:
    """Return "61 %", or "" for None."""
    return "" if share is None else f"{100 * share:.0f} %"


def _table(title: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(title=title, box=SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)


def _theories(trial: Trial) -> RenderableType:
    from rich.text import Text

    made = _table("Theories")
    for column in ("theory", "evidence", "half within", "within 1", "within 2", "bits", "over Tc", "inside", "outside"):
        made.add_column(column, no_wrap=True)
    for theory in trial.theories:
        one = trial.standing(theory)
        parts = [Text(bits_text(part.bits), STYLES[part.grade]) for part in (
            one, trial.standing(theory, outside=False), trial.standing(theory, outside=True))]
        half = "" if one.median_factor is None else ratio_text(one.median_factor)
        shares = share_text(one.within_one), share_text(one.within_two)
        made.add_row(theory, str(one.evidence), half, *shares, parts[0], bits_text(one.bits_over_law), *parts[1:])
    return made


def _duels(trial: Trial) -> RenderableType:
    from rich.text import Text

    made = _table("Bits per piece of evidence that scores both, row less column (pieces)")
    for column in ("", *trial.theories):
        made.add_column(column, no_wrap=True)
    for one in trial.theories:
        made.add_row(one, *(Text(*_duel(trial, one, other)) for other in trial.theories))
    return made


def _duel(trial: Trial, one: str, other: str) -> tuple[str, str]:
    """Return text and style of a cell."""
    met = trial.duel(one, other)
    if one == other or met.bits is None:
        return "", "dim"
    return f"{met.bits:+.1f} ({met.evidence})", "green" if met.bits > 0 else "red" if met.bits < 0 else ""


def _observables(trial: Trial) -> RenderableType:
    from rich.text import Text

    made = _table("Observables: pieces of evidence, bits, typical ratio")
    made.add_column("observable", no_wrap=True)
    for name in trial.theories:
        made.add_column(name, overflow="fold")
    for observable in trial.observables:
        made.add_row(observable, *(
            Text(cell_text(trial, theory, observable), STYLES[trial.standing(theory, observable).grade])
            for theory in trial.theories))
    return made


def _parameters(trial: Trial) -> list[str]:
    """Return a line for each free parameter with several requirements, with their spread in decades."""
    sizes = {key: spread(group) for key, group in by_parameter(trial.requirements).items()}
    return [
        f"{theory}: the values of {parameter} that its facts require spread over {size:.1f} decades"
        for (theory, parameter), size in sizes.items()
        if size is not None
    ]
