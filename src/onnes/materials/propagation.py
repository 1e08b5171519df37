"""Propagation of uncertainties, see `onnes.numerics.uncertainty`."""

from onnes.numerics.uncertainty import propagated

__all__ = ["propagated"]
