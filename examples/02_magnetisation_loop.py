"""
Magnetisation loop of a square film, and the heat of a cycle
============================================================

The field goes up, down and up again. At first the film screens as London's equation says. Vortices enter when the
screening current at the edges becomes too large, and leave at a smaller field than that at which they came: the
magnetisation depends on the way. The area of the closed loop is the work of the magnet in one cycle. All of it has
become heat, most of it while vortices enter and leave. They need time for that: in a cycle sixteen times as long the
loss is a fifth smaller.
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

film = onnes.Film(onnes.rectangle("240 nm", "240 nm"), thickness="5 nm", gamma=1,
                  coherence_length="10 nm", penetration_depth="400 nm", resistivity="1 uohm m")
turns = np.array([0, 120e-12, 360e-12, 600e-12])  # s
run = onnes.solve(film, time=turns[-1], frames=250, field=lambda t: np.interp(t, turns, [0, 0.9, -0.9, 0.9]))  # T
B, m, heat = run.data.applied_field, run.moment, run.data.relaxation_heat + run.data.joule_heat

figure, ((loop, energies), maps) = plt.subplots(2, 2, figsize=(10, 7.4), layout="constrained")
M = m / (film.outline.area * film.thickness)  # A/m
for start, end, line, label in ((50, 150, "C0", "down"), (150, 250, "C1", "up"), (0, 50, "k--", "first")):
    loop.plot(B[start:end + 1], M[start:end + 1] / 1e3, line, label=label)
loop.set(xlabel="$\\mu_0 H$ (T)", ylabel="magnetisation (kA/m)", xticks=[-0.8, -0.4, 0, 0.4, 0.8])
loop.legend()
for energy, label in ((run.data.source_work, "work of the magnet"), (heat, "heat")):
    energies.plot(run.data.time * 1e12, energy * 1e18, label=label)
energies.set(xlabel="time (ps)", ylabel="energy (aJ)")
energies.legend()
for ax, time, way in zip(maps, ("40.8 ps", "199.2 ps"), ("up", "down")):
    run.plot("psi", time=time, ax=ax).set_title(f"0.31 T, on the way {way}")

of_london = -0.035144 * 240e-9**4 / (4e-7 * np.pi * film.pearl_length)  # A m^2/T: of a square that screens weakly
assert abs(np.polyfit(B[1:4], m[1:4], 1)[0] / of_london - 1) < 0.03
assert run.data.vortices[17] == 0 < run.data.vortices[83]
work = -np.trapezoid(m[50:], B[50:])  # J: -mu_0 V oint M dH from 0.9 T to 0.9 T
assert work > 0
assert abs(work / (heat[250] - heat[50]) - 1) < 0.01
