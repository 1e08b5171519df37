"""Simulation of the potential tube: an electron crosses a lattice of independent oscillators.

Lengths in d, times in tau = d/v_e, forces on an ion in e_A/d, potentials in e_A. The strength of the electron's pull is
then eta = e_A/(M v_e^2), and the frequency of the ions w = omega_D d/v_e.
"""
