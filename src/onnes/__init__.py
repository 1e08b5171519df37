"""Onnes: a laboratory for superconductivity."""
