"""Table of an inference for the terminal."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from onnes.theories import theory
from onnes.trial.ratio_text import ratio_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onnes.trial.inference import Demand, Estimate, Inference

KEY = (
    "best: largest likelihood of all facts; low, high: where it has lost a factor exp(1/2). wanted over best: what the "
    'facts of one relation would need, one by one, over the best value; "at least" counts only where it is more. then '
    "predicted: by the theory with the best values."
)


def by_relation(inference: Inference) -> dict[tuple[str, str], list[Demand]]:
    """Return what the facts ask for, grouped by relation and parameter."""
    groups: dict[tuple[str, str], list[Demand]] = {}
    for one in inference.demands:
        groups.setdefault((one.required.by, one.required.parameter), []).append(one)
    return groups


def inference_table(inference: Inference) -> RenderableType:
    """Return best values with their intervals, and a line for each relation."""
    from rich import box
    from rich.console import Group
    from rich.table import Table

    values = Table(title=f"Free parameters of {inference.theory}, from {inference.evidence} pieces of evidence",
                   title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in ("number", "best", "low", "high", "unit"):
        values.add_column(column, no_wrap=True)
    for name, one in (*inference.parameters.items(), ("scatter of the facts", inference.scatter)):
        values.add_row(name, *_cells(one), one.unit)
    wanted = Table(title="Wanted over best", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in ("relation", "facts", "least", "middle", "most", "parameter", "then predicted"):
        wanted.add_column(column, no_wrap=column != "relation")
    for (relation, parameter), group in by_relation(inference).items():
        ratios = sorted(10**-one.decades for one in group)
        bound = "at least: " if group[0].required.reason == "at least" else ""
        wanted.add_row(bound + relation, str(len(group)),
                       *(ratio_text(x) for x in (ratios[0], median(ratios), ratios[-1])), parameter, _predicted(group))
    units = {one.name: one.unit for one in theory(inference.theory).parameters}
    lines = [f"Held: {name} = {value:g} {units[name]}".rstrip() + "." for name, value in inference.held.items()]
    lines += [f"No fact asks for {name}." for name in inference.unfixed]
    lines += [f"{one.observable}: {one.predicted:.3g} {one.unit} by the theory, the measured limit is "
              f"{one.measured:.3g} {one.unit} ({one.statement})." for one in inference.limits]
    if not inference.converged:
        lines.append("The search for the largest likelihood ended early.")
    return Group(values, wanted, KEY, *lines)


def _predicted(group: list[Demand]) -> str:
    """Return how many facts of a relation are predicted rightly, of how many, and the middle ratio of the numbers."""
    right = sum(one.verdict.outcome == "agrees" for one in group)
    ratios = sorted(one.verdict.ratio for one in group if one.verdict.ratio is not None)
    wrong = sum(ratio < 0 for ratio in ratios)
    parts = [f"{right} agree"]
    if wrong:
        parts.append(f"{wrong} of wrong sign")
    if positive := [ratio for ratio in ratios if ratio > 0]:
        parts.append(f"others {ratio_text(median(positive))}" if wrong else ratio_text(median(positive)))
    return ", ".join(parts)


def _cells(one: Estimate) -> tuple[str, str, str]:
    best, low, high = ("no limit" if x is None else f"{x:.3g}" for x in (one.value, one.low, one.high))
    return best, low, high
