"""Node coordinates, see `onnes.numerics.grading`."""

from onnes.numerics.grading import mirrored

__all__ = ["mirrored"]
