"""
Nearly a thousand vortices in a film of 1 um x 2 um
===================================================

A film such as niobium nitride, xi = 5 nm: two cells for each xi make a third of a million nodes. It is quenched in a
field of 1 T, in which vortices and antivortices appear together; the antivortices find partners within ten picoseconds.
What stays is a glass of vortices, one for each flux quantum except in a strip along the edges. The repulsion of
vortices gives more of them six neighbours than points at random have, yet five and seven are common: there was no time
to form a lattice.
"""

# long: about a minute

import matplotlib.pyplot as plt
import numpy as np
from scipy.spatial import Delaunay

import onnes

film = onnes.Film(onnes.rectangle("2 um", "1 um"), coherence_length="5 nm", penetration_depth="500 nm",
                  thickness="5 nm", resistivity="2 uohm m", critical_temperature="10 K", temperature="4 K", gamma=0)
print(film)
run = onnes.solve(film, time="25 ps", field="1 T", start="normal", noise=False, cells_per_xi=2, frames=10)
print(run)

vortices = run.vortices
lattice = Delaunay(np.stack([vortices.x, vortices.y], axis=1))
neighbours = np.diff(lattice.vertex_neighbor_vertices[0])
figure, (density, order) = plt.subplots(2, 1, figsize=(9, 7.8), layout="constrained")
run.plot("psi", ax=density)
order.triplot(vortices.x * 1e6, vortices.y * 1e6, lattice.simplices, color="lightgrey", linewidth=0.6)
inside = (abs(vortices.x) < 0.9e-6) & (abs(vortices.y) < 0.4e-6)
for count, colour in ((5, "C0"), (6, "grey"), (7, "C3")):
    chosen = inside & (neighbours == count)
    order.plot(vortices.x[chosen] * 1e6, vortices.y[chosen] * 1e6, ".", color=colour, label=count)
order.set(aspect="equal", xlim=(-1, 1), ylim=(-0.5, 0.5), xlabel="x (µm)", ylabel="y (µm)")
figure.legend(title="neighbours", loc="outside lower center", ncols=3)

quantum = 2.068e-15  # T m^2
assert all(vortices.charge == 1)
assert abs(int(inside.sum()) * quantum / 1.44e-12 - 1) < 0.04  # in 1.8 um x 0.8 um, over 1 T
assert 0.9 < len(vortices.x) * quantum / 2e-12 < 0.98
assert np.mean(neighbours[inside] == 6) > 0.45  # of points at random 0.29
