"""Resistance of a type I wire above its critical current."""

from __future__ import annotations

from math import sqrt


def london_core_resistance(current: float) -> float:
    """Return R/R_n = [1 + sqrt(1 - 1/i^2)]/2, dimensionless: a core of slices of both phases in a normal shell.

    The core has the field Bc at its edge, and so the current density that Bc drives at its radius. It jumps to 1/2 at
    the critical current. Measured values lie near 0.7, for the slices are not thick against the mean free path.

    Args:
        current: i = I/I_c, at least 1.

    Source: F. London, Superfluids I (1950), section 18; Tinkham, Introduction to Superconductivity, section 2.4.
    """
    return (1 + sqrt(1 - 1 / current**2)) / 2
