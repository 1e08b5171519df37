"""A charged wave packet in the plane: flight in uniform fields, Landau levels, two slits around a tube of flux.

Lengths in a unit l, times in 2 m l^2/hbar, energies in hbar^2/(2 m l^2), A in hbar/(q l): b = q B l^2/hbar is the
field, velocities are 2 (k - A), and the cyclotron frequency is 2 b.
"""
