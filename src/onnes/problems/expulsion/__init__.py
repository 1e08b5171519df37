"""Expulsion of the field from a cylinder in cross-section: its first states, and measures of what is left inside."""
