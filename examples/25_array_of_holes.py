"""
An array of a hundred holes, cooled in matching fields
======================================================

A film with ten by ten holes, a apart, becomes superconducting in a field of half a flux quantum, one and two to each
cell of the array, H_n = n Phi_0/a^2. Each hole then holds a whole number of quanta, written into it. In the first two
matching fields each hole within holds one, and each two; in half of the first, filled and empty holes take turns, but
for walls between regions that began apart.
"""

# long: about 25 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

a, places = 50e-9, (np.arange(10) - 4.5) * 50e-9
holes = {f"{i},{j}": onnes.disc("15 nm", (places[i], places[j])) for i in range(10) for j in range(10)}
film = onnes.Film(onnes.rectangle(10 * a, 10 * a) - list(holes.values()), holes=holes, thickness="10 nm",
                  critical_temperature="8 K", temperature="7.2 K", coherence_length="10 nm",
                  penetration_depth="200 nm", resistivity="100 nohm m", gamma=0)
runs = {n: onnes.solve(film, field=n * 2.067833848e-15 / a**2, temperature=onnes.ramp("8.05 K", "7.2 K", "300 ps"),
                       start="normal", noise="1 mK", time="350 ps", frames=4, self_field=False, cells_per_xi=2)
        for n in (0.5, 1, 2)}
quanta = {n: np.array([float(run.fluxoid(name)[-1]) for name in holes]).reshape(10, 10) for n, run in runs.items()}

figure, axes = plt.subplots(1, 3, figsize=(14, 4.4), layout="constrained")
for ax, (n, run) in zip(axes, runs.items(), strict=True):
    run.plot("psi", ax=ax).set_title(f"{n:g} $\\Phi_0/a^2$ = {n * 2.067833848e-15 / a**2:.2f} T")

inner = {n: np.round(held[1:-1, 1:-1]) for n, held in quanta.items()}
assert all(np.allclose(held, np.round(held), atol=1e-6) for held in quanta.values())
assert all(run.vortices.sizes["vortex"] == 0 for run in runs.values())  # none between the holes
assert np.all(inner[1] == 1)
assert np.all(inner[2] == 2)
alike = np.concatenate([(np.diff(inner[0.5], axis=axis) == 0).ravel() for axis in (0, 1)])
assert alike.mean() < 1 / 3  # of neighbours hold the same; half of them would if quanta took holes at random
