"""Pairing: from the pull of a lattice on electrons to pairs, their gap, their size and their limits."""
