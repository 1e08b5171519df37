"""Screening of bodies in a field and of currents in wires and under surfaces, computed and in closed form."""
