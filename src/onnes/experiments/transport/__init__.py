"""Currents through wires and strips: apparatus, protocol, readings and picture of `current-voltage`."""
