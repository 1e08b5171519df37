"""
An Abrikosov lattice: one cell of a pattern without end
=======================================================

A type II superconductor in a field is full of vortices, one for each flux quantum. A body that repeats holds a whole
number of them in its cell; here two, in cells of the same area and of other proportions. The energy tells which lattice
nature takes: the triangular one. A larger cell finds it from noise.
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "100 nohm m"}
area, energies = (380e-9) ** 2, {}
for angle in (52, 60, 75, 90):  # of the rhombus whose corners are the vortices
    ratio = np.tan(np.radians(angle) / 2) ** 0.5
    a, b = area**0.5 / ratio, area**0.5 * ratio
    cell = onnes.Bulk(onnes.rectangle(a, b), period=(a, b), **METAL)
    lattice = onnes.minimize(cell, field=cell.field_of(2), cells_per_xi=5)
    energies[angle] = float(lattice.energy[-1]) * 1e12

large = onnes.Bulk(onnes.rectangle("1 um", "1 um"), period=("1 um", "1 um"), gamma=0, **METAL)
melt = onnes.solve(large, field=large.field_of(14), time="200 ps", start="normal", noise="1 mK", frames=20)

figure, axes = plt.subplots(1, 3, figsize=(14, 4), layout="constrained")
axes[0].plot(energies.keys(), energies.values(), "o-")
axes[0].set(xlabel="angle of the lattice (degrees)", ylabel="energy per length (pJ/m)", title="Which lattice wins")
melt.plot("psi", ax=axes[1])
melt.plot("field", ax=axes[2])

assert min(energies, key=energies.get) == 60
assert melt.data.vorticity[-1] == len(melt.vortices.charge) == 14
