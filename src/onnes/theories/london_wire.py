"""Field inside a wire that carries a current, by London's equation."""

from __future__ import annotations

from typing import ClassVar

from onnes.carriers.london_wire import london_wire_field_ratio
from onnes.theories.given import Given
from onnes.theories.prediction import Answer
from onnes.theories.theory import Theory


class LondonWire(Theory):
    """Answers of London's equation in a wire, B(r)/B(R) = I_1(r/lambda)/I_1(R/lambda).

    Attributes:
        wire_equations: those of the theory's text.
    """

    wire_equations: ClassVar[tuple[str, ...]] = ("London",)

    def wire_field_ratio_inner(self, given: Given) -> Answer:
        """Return B(R1)/B(R3) = I_1(R1/lambda)/I_1(R3/lambda)."""
        return self._ratio(given, "inner_radius")

    def wire_field_ratio_middle(self, given: Given) -> Answer:
        """Return B(R2)/B(R3) = I_1(R2/lambda)/I_1(R3/lambda)."""
        return self._ratio(given, "middle_radius")

    def wire_depth(self, given: Given) -> float:
        """Return lambda of the wire [m]."""
        return given("london_depth_0")

    def _ratio(self, given: Given, radius: str) -> Answer:
        ratio = london_wire_field_ratio(given(radius), given("wire_radius"), self.wire_depth(given))
        return Answer(ratio, self.wire_equations)
