"""Stability of static states: lowest eigenmodes, saddle points, minimum-energy paths."""
