"""
An Abrikosov lattice: one cell of a pattern without end
=======================================================

A type II superconductor in a field is full of vortices, one for each flux quantum. A body that repeats holds a whole
number of them in its cell; here two, in cells of the same area and of two shapes: the triangular lattice has less
energy than the square one. In a larger cell that is cooled in the field vortices find their places from noise.
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "100 nohm m", "gamma": 0}
area, lattices = (380e-9) ** 2, {}
for name, angle in (("triangular", 60), ("square", 90)):  # of the rhombus whose corners are vortices
    ratio = np.tan(np.radians(angle) / 2) ** 0.5
    a, b = area**0.5 / ratio, area**0.5 * ratio
    cell = onnes.Bulk(onnes.rectangle(a, b), period=(a, b), **METAL)
    lattices[name] = onnes.minimize(cell, field=cell.field_of(2), cells_per_xi=4)

large = onnes.Bulk(onnes.rectangle("800 nm", "800 nm"), period=("800 nm", "800 nm"), **METAL)
cooled = onnes.solve(large, field=large.field_of(9), time="40 ps", start="normal", noise="1 mK", frames=20)

figure, axes = plt.subplots(1, 4, figsize=(17, 4), layout="constrained", width_ratios=(1.5, 0.9, 1, 1))
for ax, (name, lattice) in zip(axes, lattices.items()):
    lattice.plot("psi", ax=ax, cells=(2, 2)).set(title=f"{name}, 2 x 2 cells of {lattice.energy[-1] * 1e12:.2f} pJ/m")
cooled.plot("psi", ax=axes[2]).set(title="nine vortices from noise")
cooled.plot("field", ax=axes[3]).set(title=f"their field, from {float(cooled.data.field[-1].min()) * 1e3:.0f} mT up")

assert lattices["triangular"].energy[-1] < lattices["square"].energy[-1]
assert cooled.data.vorticity[-1] == len(cooled.vortices.charge) == 9
