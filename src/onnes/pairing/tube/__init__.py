"""The potential tube as a simulation: an electron crosses a lattice of independent oscillators.

Lengths in d, times in tau = d/v_e, forces on an ion in e_A/d, potentials in e_A: then one number says how hard the
electron pulls, eta = e_A/(M v_e^2), and one how fast an ion swings, w = omega_D d/v_e.
"""
