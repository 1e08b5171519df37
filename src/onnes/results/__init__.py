"""Results: frozen readings and fields with units, saved to and loaded from HDF5."""

from onnes.results.result import Array, Reading, Result, Status

__all__ = ["Array", "Reading", "Result", "Status"]
