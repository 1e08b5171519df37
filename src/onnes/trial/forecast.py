"""Forecasts of what an instrument reads, and their scores.

A forecast is a Student distribution with 3 degrees of freedom about the predicted value. Its width w has all that is
known to be uncertain: what the inputs bring, the accuracy of the theory's approximations, the scatter of samples, and
the measurement. The tails are heavy because those of 41 000 repeated measurements are: D. C. Bailey, R. Soc. Open Sci.
4, 160600 (2017). With z = (x - centre)/w there are two scores of a reading x::

    log2 p(x)                          more is better; bits
    CRPS = int [F(y) - (y > x)]^2 dy   less is better; in the unit of x, |x - centre| for a sharp forecast

Both are proper: what is drawn from a distribution is on the average scored best by that distribution, so that a width
that is too small or too large costs. T. Gneiting and A. E. Raftery, J. Am. Stat. Assoc. 102, 359 (2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, log2, pi, sqrt

from onnes.errors import InputError


@dataclass(frozen=True)
class Forecast:
    """Student distribution of a reading, p(x) = 6 sqrt3 / (pi w (3 + z^2)^2).

    Attributes:
        centre: predicted value; log10 of it for a quantity that is scored in decades.
        width: w, above zero, in the same unit.
    """

    centre: float
    width: float

    def __post_init__(self) -> None:
        if not self.width > 0:
            raise InputError("width", self.width, "a number above zero", "A forecast has an uncertainty.")

    def deviation(self, reading: float) -> float:
        """Return z, the distance of a reading from the centre in widths."""
        return (reading - self.centre) / self.width

    def bits(self, reading: float) -> float:
        """Return log2 p at a reading."""
        return log2(6 * sqrt(3) / (pi * self.width)) - 2 * log2(3 + self.deviation(reading) ** 2)

    def crps(self, reading: float) -> float:
        """Return the continuous ranked probability score of a reading, w [z (2 F - 1) + p w (3 + z^2) - 3 sqrt3/2 pi].

        Source: A. Jordan, F. Krueger and S. Lerch, J. Stat. Softw. 90(12) (2019), appendix A.
        """
        z = self.deviation(reading)
        twice_share = 2 / pi * (atan(z / sqrt(3)) + sqrt(3) * z / (3 + z**2))  # 2 F - 1
        return self.width * (z * twice_share + 6 * sqrt(3) / (pi * (3 + z**2)) - 1.5 * sqrt(3) / pi)
