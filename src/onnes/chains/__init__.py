"""Chains of electrons as magnetic dipoles coupled head to tail: energies, thresholds and fields."""
