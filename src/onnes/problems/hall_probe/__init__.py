"""Hall probes in the holes of a wire that carries a current: what they read, and what that tells of its law."""

LEAST_DEPTH = 2.5
"""Depth of a hole over its diameter, and thickness of what is left below it, from which on the computed flow holds."""
