"""Steppers: one attempt at a time step, with its error estimate and its heats."""
