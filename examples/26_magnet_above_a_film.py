"""
Magnetic dots above a film
==========================

Two dots of a hard magnet lie above a film, one magnetised up and one down, and their magnetisation grows. No flux
enters the film in all: vortices nucleate under the one and antivortices under the other, in pairs. The field may as
well come from a file, here a map of B_z in millitesla as a scanning probe would write it. Dashed: the dots.
"""

# long: about 10 s
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

import onnes

film = onnes.Film(onnes.rectangle("3 um", "1.6 um"), coherence_length="100 nm", penetration_depth="400 nm",
                  thickness="10 nm", resistivity="50 nohm m", gamma=1)
dots = {sign: onnes.disc("0.4 um", (sign * 0.7e-6, 0)) for sign in (1, -1)}
magnets = sum((sign * onnes.fields.magnet("70 kA/m", dot, thickness="0.2 um", height="60 nm")
               for sign, dot in dots.items()), onnes.fields.uniform(0))
rise = onnes.ramp(0, 1, "0.8 ns")
run = onnes.solve(film, time="1.2 ns", field=rise * magnets, self_field=False)

with tempfile.TemporaryDirectory() as folder:
    x, y = (points.ravel() for points in np.meshgrid(np.linspace(-1.6, 1.6, 161), np.linspace(-0.9, 0.9, 91)))
    table = np.stack([x, y, 1e3 * magnets.induction(1e-6 * x, 1e-6 * y)], axis=1)
    np.savetxt(Path(folder, "map.csv"), table, delimiter=",", header="x (um), y (um), Bz (mT)")
    measured = onnes.fields.from_file(Path(folder, "map.csv"))
    again = onnes.solve(film, time="1.2 ns", field=rise * measured, self_field=False)

figure, axes = plt.subplots(1, 3, figsize=(14, 3), layout="constrained")
for ax, name in zip(axes, ("field", "psi", "sheet_current")):
    run.plot(name, ax=ax)
    for dot in dots.values():
        ax.plot(*np.array(dot.region.exterior.coords).T * 1e6, color="grey", lw=1, ls="--")

for each in (run, again):
    vortices = each.vortices
    assert np.sum(vortices.charge) == 0
    for sign, dot in dots.items():
        assert vortices.charge[dot.contains(vortices.x, vortices.y)].values.tolist() == [sign, sign]
