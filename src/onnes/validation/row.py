"""Row of the validation table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from onnes.results.strict_json import json_ready


@dataclass(frozen=True)
class Row:
    """Computed number beside its reference.

    Attributes:
        name: what was computed, with its parameters.
        computed: the number from Onnes; None where the computation failed.
        reference: the exact, limiting or published number.
        relative_error: |computed - reference| / |reference|; |computed| where the reference is zero.
        tolerance: the largest relative error that passes.
        passed: whether it does.
        seconds: wall time of the computation.
        source: where the reference comes from.
        note: why the computation failed, empty if it did not.
    """

    name: str
    computed: float | None
    reference: float | None
    relative_error: float | None
    tolerance: float
    passed: bool
    seconds: float
    source: str
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the row as the JSON of ``onnes validate --json``."""
        return json_ready(asdict(self))

    def cells(self) -> tuple[str, ...]:
        """Return the row as text, for the table."""
        return (
            self.name,
            self.note or _digits(self.computed, 7),
            _digits(self.reference, 7),
            _digits(self.relative_error, 2),
            _digits(self.tolerance, 2),
            "yes" if self.passed else "NO",
            f"{self.seconds:.2f}",
            self.source,
        )


def _digits(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}g}"
