"""Eliashberg's isotropic equations: from alpha^2F to Tc, gap, free energy and density of states.

All energies, temperatures as kT among them, are in joule. Equation E1 of the docstrings, on Matsubara's frequencies
omega_n = (2n+1) pi kT, with R_m = sqrt(omega_m^2 + Delta_m^2):

    Z_n omega_n = omega_n + pi kT sum_m lambda(n-m) omega_m/R_m
    Z_n Delta_n = pi kT sum_m [lambda(n-m) - mu* theta(omega_c - |omega_m|)] Delta_m/R_m
    lambda(l) = 2 int Omega alpha^2F dOmega / (Omega^2 + (2 pi kT l)^2)

Sources: G. M. Eliashberg, Sov. Phys. JETP 11, 696 (1960); P. B. Allen, B. Mitrovic, Solid State Physics 37, 1 (1982);
J. P. Carbotte, Rev. Mod. Phys. 62, 1027 (1990).
"""
