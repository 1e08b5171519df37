"""Readouts: what instruments read of a state."""
