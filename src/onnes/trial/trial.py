"""Outcome of a trial: all comparisons, required parameters and simulations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from onnes.results.strict_json import json_ready
from onnes.trial.comparison import Comparison
from onnes.trial.requirements import by_parameter, spread
from onnes.trial.standing import Duel, Standing, duel, standing
from onnes.trial.tally import Tally, tally
from onnes.trial.verdict import OUTCOMES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onnes.results import Result
    from onnes.theories import Requirement


@dataclass(frozen=True)
class Trial:
    """Theories compared with facts.

    Attributes:
        theories, observables, materials: names, in the order shown.
        comparisons: every prediction with its fact and verdict, silences included.
        requirements: value that each fact requires of each free parameter.
        simulations: name -> result of the field-cooling runs that decided `field_cooling_expels`: a theory's name, or
            the name of a control.
        seconds: wall time, simulations included.
        provenance: versions, machine, date.
    """

    theories: tuple[str, ...]
    observables: tuple[str, ...]
    materials: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    requirements: tuple[Requirement, ...] = ()
    simulations: Mapping[str, Result] = field(default_factory=dict)
    seconds: float = 0.0
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("simulations", "provenance"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def of(self, theory: str | None = None, observable: str | None = None) -> tuple[Comparison, ...]:
        """Return the comparisons of a theory, of an observable, or of both."""
        return tuple(
            c
            for c in self.comparisons
            if (theory is None or c.theory == theory) and (observable is None or c.observable == observable)
        )

    def summary(self, theory: str, observable: str | None = None) -> Tally:
        """Return counts, median deviation and worst failure of a theory, on all observables or on one."""
        return tally(self.of(theory, observable))

    def standing(self, theory: str, observable: str | None = None, outside: bool | None = None) -> Standing:
        """Return the standing of a theory, on all observables or on one.

        Args:
            theory, observable: names.
            outside: only the materials outside (True) or inside (False) the theory's own range of validity.
        """
        return standing(c for c in self.of(theory, observable)
                        if outside is None or bool(c.prediction.outside) is outside)

    def duel(self, theory: str, other: str) -> Duel:
        """Return how two theories compare on the facts that score both."""
        return duel(self.of(theory), self.of(other))

    def on_common_facts(self) -> dict[str, Standing]:
        """Return the standing of every theory on the facts that score all of them."""
        scored = [{c.fact.id for c in self.of(name) if c.verdict.scored and c.fact} for name in self.theories]
        common = set.intersection(*scored) if scored else set()
        return {name: standing(c for c in self.of(name) if c.fact and c.fact.id in common) for name in self.theories}

    def table(self) -> RenderableType:
        """Return the scores for a terminal: a line per theory, theories by theories, observables by theories."""
        from onnes.trial.table import table

        return table(self)

    def as_dict(self) -> dict[str, Any]:
        """Return everything in the types of strict JSON; a number that is not finite is null."""
        return json_ready(
            {
                "theories": {name: self._theory_as_dict(name) for name in self.theories},
                "observables": list(self.observables),
                "materials": list(self.materials),
                "scores": {
                    row: {column: self.standing(column, row).as_dict() for column in self.theories}
                    for row in self.observables
                },
                "duels": {one: {other: vars(self.duel(one, other)) for other in self.theories if other != one}
                          for one in self.theories},
                "on_common_facts": {name: one.as_dict() for name, one in self.on_common_facts().items()},
                "verdicts": {
                    row: {column: _tally_as_dict(self.summary(column, row)) for column in self.theories}
                    for row in self.observables
                },
                "comparisons": [c.as_dict() for c in self.comparisons],
                "required_parameters": [r.as_dict() for r in self.requirements],
                "simulations": {name: result.as_dict() for name, result in self.simulations.items()},
                "rules": dict(OUTCOMES),
                "seconds": self.seconds,
                "provenance": dict(self.provenance),
            }
        )

    def _theory_as_dict(self, name: str) -> dict[str, Any]:
        mine = [r for r in self.requirements if r.theory == name]
        spreads = {parameter: spread(group) for (_, parameter), group in by_parameter(mine).items()}
        parts = {"all": None, "inside_validity": False, "outside_validity": True}
        scores = {part: self.standing(name, outside=outside).as_dict() for part, outside in parts.items()}
        return _tally_as_dict(self.summary(name)) | {
            "scores": scores, "required_parameter_spread_decades": spreads}


def _tally_as_dict(one: Tally) -> dict[str, Any]:
    worst = one.worst
    return {
        "verdict": one.outcome,
        "counts": dict(one.counts),
        "scored": one.scored,
        "agreeing": one.agreeing,
        "median_decades": one.median_decades,
        "typical_ratio": one.typical_ratio,
        "worst": worst
        and {
            "observable": worst.observable,
            "material": worst.material,
            "verdict": worst.verdict.outcome,
            "ratio": worst.verdict.ratio,
        },
    }
