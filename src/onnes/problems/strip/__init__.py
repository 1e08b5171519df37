"""A strip or wire between two terminals: held currents, voltage, and the current at which voltage sets in."""
