"""
A pinned vortex after a field sweep
===================================

A square of film in a field that rises and falls again, with and without pins: places where Tc is lower, at random.
Vortices enter over the edge in both. The clean film loses them all with the field, with a magnetic moment that jumps
whenever some come or go; among the pins they move one by one, and one stays when the field is gone.
"""

# long: about 15 s
import matplotlib.pyplot as plt

import onnes

metal = {"coherence_length": "10 nm", "penetration_depth": "300 nm", "thickness": "10 nm", "resistivity": "300 nohm m"}
clean = onnes.Film(onnes.rectangle("240 nm", "240 nm"), **metal, gamma=0)
pinned = clean.replace(pins=onnes.pins.random(density="600 um^-2", radius="10 nm", depth=1.5, seed=5))
field = onnes.pulse("600 mT", 0, "50 ps", rise="200 ps")
runs = {name: onnes.solve(film, field=field, time="600 ps", frames=120, cells_per_xi=2.5)
        for name, film in (("clean", clean), ("pinned", pinned))}

figure, (loop, *maps) = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
for ax, (name, run) in zip(maps, runs.items(), strict=True):
    loop.plot(run.data.applied_field * 1e3, run.moment / (clean.outline.area * clean.thickness) / 1e3, label=name)
    run.plot("psi", ax=ax).set_title(f"{name}, the field is gone")
loop.set(xlabel="applied field (mT)", ylabel="magnetisation (kA/m)")
loop.legend()

assert runs["clean"].data.vortices[-1] == 0
assert runs["pinned"].data.vorticity[-1] == 1
assert runs["pinned"].moment[-1] > 0.1 * abs(runs["pinned"].moment).max()  # the film is a magnet
assert min(float(run.data.vorticity.max()) for run in runs.values()) > 5
