"""
Where vortices come from: a field at once and a field that ramps
================================================================

A square film in the same field, reached in two ways. Switched on at once, the field destroys superconductivity along
the middles of the sides, where the screening current is largest; vortices crowd in through these gaps and more of them
stay than need be. While the field ramps slowly, the film remains superconducting, and vortices enter in fours whenever
the barrier at the edges vanishes.
"""

# long: about 7 s
import matplotlib.pyplot as plt

import onnes

film = onnes.Film(onnes.rectangle("240 nm", "240 nm"), thickness="5 nm", gamma=1,
                  coherence_length="10 nm", penetration_depth="400 nm", resistivity="1 uohm m")
at_once = onnes.solve(film, time="40 ps", field="0.9 T")
ramped = onnes.solve(film, time="160 ps", field=onnes.ramp("0 T", "0.9 T", "120 ps"))

figure, axes = plt.subplots(2, 4, figsize=(15, 6.4), layout="constrained")
for (*maps, count), run, times in ((axes[0], at_once, ("3.2 ps", "6 ps", "40 ps")),
                                   (axes[1], ramped, ("48.8 ps", "81 ps", "160 ps"))):
    for ax, time in zip(maps, times):
        run.plot("psi", time=time, ax=ax)
    run.plot("vortices", ax=count)
axes[0, 3].set(title="field at once")
axes[1, 3].set(title="field ramped until 120 ps")

assert all(at_once.vortices.charge == 1)  # no antivortices: vortices come from the edge
assert at_once.data.vortices[-1] > ramped.data.vortices[-1] > 0
assert not ramped.data.vortices[:25].any()  # up to a third of the ramp there are none
