"""Comparison with other programs on the same work, each run by the Python of its own environment."""
