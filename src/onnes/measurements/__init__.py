"""Measured facts with which a theory of superconductivity is compared, with their sources."""

from onnes.measurements.fact import KINDS, SCORED_KINDS, Fact
from onnes.measurements.tables import fact, facts, field_windows, observables, trapped_flux

__all__ = ["KINDS", "SCORED_KINDS", "Fact", "fact", "facts", "field_windows", "observables", "trapped_flux"]
