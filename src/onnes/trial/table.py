"""Tables of a trial for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.trial.ratio_text import ratio_text
from onnes.trial.requirements import by_parameter, spread
from onnes.trial.tally import Tally

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onnes.trial.trial import Trial

STYLES = {
    "agrees": "green",
    "off": "yellow",
    "wrong sign": "magenta",
    "wrong": "red",
    "silent": "dim",
    "not independent": "dim",
    "unmeasured": "dim",
}

_UNSCORED = {"silent": "silent", "unmeasured": "no fact", "not independent": "own input"}
_SHORT = {"wrong sign": "sign", "wrong": "wrong"}

KEY = (
    "n/m: facts that agree, of those scored. × too large, ÷ too small: a factor that half exceed. sign: a sign is "
    "wrong. own input: the measured value is an input. no fact: no measurement to compare with."
)


def table(trial: Trial) -> RenderableType:
    """Return the tables of a trial.

    The first has observables by theories, each cell with the facts that agree of those scored and the typical factor;
    the second has the totals of each theory.
    """
    from rich.console import Group

    return Group(_verdicts(trial), KEY, "", _theories(trial), *_parameters(trial))


def cell_text(one: Tally) -> str:
    """Return the text of one cell, without colour: "12/24 ×1.03", "0/25 sign ×10^4.7", "silent"."""
    if not one.scored:
        return _UNSCORED[one.outcome]
    words = [f"{one.agreeing}/{one.scored}"]
    words += [_SHORT[one.outcome]] if one.outcome in _SHORT else []
    words += [ratio_text(one.typical_ratio)] if one.typical_ratio is not None else []
    return " ".join(words)


def worst_text(one: Tally) -> str:
    """Return the worst failure, its observable, material and ratio; "" if there is none."""
    if one.worst is None:
        return ""
    verdict = one.worst.verdict
    name = " ".join(filter(None, (one.worst.observable, one.worst.material)))
    outcome = verdict.outcome if verdict.outcome != "off" else ""
    return " ".join(filter(None, (name, outcome, ratio_text(verdict.ratio))))


def _verdicts(trial: Trial) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(
        title="Predictions against measured facts",
        box=SIMPLE_HEAD,
        title_justify="left",
        title_style="bold",
        pad_edge=False,
    )
    made.add_column("observable", no_wrap=True)
    for name in trial.theories:
        made.add_column(name, overflow="fold")
    for observable in trial.observables:
        sums = [trial.summary(theory, observable) for theory in trial.theories]
        made.add_row(observable, *(Text(cell_text(one), STYLES[one.outcome]) for one in sums))
    return made


def _theories(trial: Trial) -> RenderableType:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(title="Theories", box=SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for column in ("theory", "agree", "off", "sign", "wrong", "decades", "worst"):
        made.add_column(column, no_wrap=column != "worst", overflow="fold")
    for theory in trial.theories:
        one = trial.summary(theory)
        counts = [str(one.counts[outcome]) for outcome in ("off", "wrong sign", "wrong")]
        decades = "" if one.median_decades is None else f"{one.median_decades:.2f}"
        made.add_row(theory, f"{one.agreeing}/{one.scored}", *counts, decades, worst_text(one))
    return made


def _parameters(trial: Trial) -> list[str]:
    """Return a line for each free parameter with several requirements, with their spread in decades."""
    sizes = {key: spread(group) for key, group in by_parameter(trial.requirements).items()}
    return [
        f"{theory}: the values of {parameter} that its facts require spread over {size:.1f} decades"
        for (theory, parameter), size in sizes.items()
        if size is not None
    ]
