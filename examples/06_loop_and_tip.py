"""
Vortices under a magnetic tip and inside a current loop
=======================================================

A magnetic tip comes down on a film, or the current in a loop above it rises. Screening currents break the condensate
where they are largest, pairs of a vortex and an antivortex appear, the antivortices leave through the edges. One vortex
stays under the tip; in the larger spot of the loop there is room for four.
"""

# long: about 8 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

film = onnes.Film(onnes.rectangle("2.4 um", "2.4 um"), coherence_length="100 nm", penetration_depth="400 nm",
                  thickness="10 nm", resistivity="50 nohm m", gamma=1)
rise = onnes.ramp(0, 1, "0.8 ns")
tip = onnes.fields.dipole("6e-15 A m^2", ("0.4 um", "0.3 um", "0.3 um")) * rise  # 0.3 um above the film
loop = onnes.fields.loop("0.6 um", current="12 mA", height="0.2 um") * rise
runs = [onnes.solve(film, time="1.2 ns", field=source, self_field=False) for source in (tip, loop)]

figure, axes = plt.subplots(2, 3, figsize=(12, 7), layout="constrained")
for row, run in zip(axes, runs):
    for ax, name in zip(row, ("field", "sheet_current", "psi")):
        run.plot(name, ax=ax)

for ax, source in zip(axes[:, 0], ("tip", "loop")):
    ax.set_title(source)

under_tip, in_loop = (run.vortices for run in runs)
assert under_tip.charge.values.tolist() == [1]
assert np.hypot(under_tip.x - 0.4e-6, under_tip.y - 0.3e-6) < 0.5 * film.constants.coherence_length
assert in_loop.charge.values.tolist() == [1, 1, 1, 1]
assert np.all(np.hypot(in_loop.x, in_loop.y) < 0.6e-6)
