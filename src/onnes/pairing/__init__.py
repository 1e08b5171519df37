"""Pairing of electrons: attraction through the lattice, pair states, gap, pair size and critical fields."""
