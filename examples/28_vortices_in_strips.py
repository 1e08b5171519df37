"""
Which field leaves a narrow strip empty?
========================================

A strip of niobium is cooled through Tc in a field. From pi/4 Phi_0/W^2 on, the middle is a minimum of the energy of a
vortex (left). Vortices come and go until they freeze; what is in the strip then stays (middle, dashed: in equilibrium,
dots: frozen). The field that leaves fewer than one vortex in 2 mm goes nearly as 1/W^2, and pins (1 per um^2, of 0.3
eps_0) lower it (right).
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np

from onnes.problems.strip_freezing import cool, expulsion_field, narrow_landscape, strip_of

phi, usual, over = 2.067833848e-15, {"thickness": 200e-9, "resistivity": 5e-8}, {}  # Wb, m, ohm m
strip = strip_of("Nb", 10e-6, **usual)
tc, near = strip.critical_temperature, 0.9995 * strip.critical_temperature
landscape, unit = narrow_landscape(strip, near), strip.line_energy(near)
picture, (energies, ways, widths) = plt.subplots(1, 3, figsize=(14, 4.6), layout="constrained")
for number, b in enumerate((0.7, 1.1, 1.5, 2.0)):
    colour, field = plt.get_cmap("viridis")(number / 3.5), b * phi / strip.width**2
    energies.plot(landscape.positions * 1e6, landscape.energy(field) / unit, color=colour, label=f"{b:g} Φ₀/W²")
    frozen = cool(strip, field, cooling_rate=1.0)
    for curve, line in ((frozen.vortices, "-"), (frozen.equilibrium, "--")):
        ways.loglog((tc - frozen.temperature) * 1e3, curve * 1e-3, line, color=colour)
    at = frozen.freezing_temperature or tc
    ways.plot((tc - at) * 1e3, np.interp(-at, -frozen.temperature, frozen.vortices) * 1e-3, "o", color=colour)
cases = {"Nb": {}, "YBCO": {"resistivity": 1e-6}, "Nb with pins": {"pin_density": 1e12, "pin_depth": 0.3}}
for name, other in cases.items():
    strips = [strip_of(name.split()[0], w * 1e-6, **usual | other) for w in (1, 2, 5, 10, 20, 40, 100)]
    over[name] = [expulsion_field(each, 1.0, 1e-3, step=0.05) * each.width**2 / phi for each in strips]
    widths.semilogx([each.width * 1e6 for each in strips], over[name], "o-", label=name)
widths.hlines((np.pi / 4, 1, 1.65), 1, 100, "gray", "dashed", label="π/4, Stan et al. 2004, Kuit et al. 2008")
energies.set(xlabel="position across the strip (μm)", ylabel="energy of a vortex G/ε₀", ylim=(-1, 3))
ways.set(xlabel="Tc - T (mK)", ylabel="vortices per mm, cooled at 1 K/s", xlim=(0.1, 20), ylim=(1e-3, 1e3))
widths.set(xlabel="width of the strip W (μm)", ylabel="expulsion field × W²/Φ₀", ylim=(0.3, 3.9))
energies.legend(ncols=2)
widths.legend(fontsize=8)
picture.savefig("flux-trapping-strips.png")
assert np.pi / 4 < over["Nb"][0] < over["Nb"][-1] < 2
