"""Thermal states of many magnetic units, by Markov chains that leave Boltzmann's weight exp(-E/kT) unchanged."""
