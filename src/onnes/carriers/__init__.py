"""Carriers: orbits, moving boundaries, spin currents and field response of superfluid electrons."""
