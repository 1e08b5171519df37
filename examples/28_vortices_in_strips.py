"""
Which field leaves a narrow strip empty?
========================================

A strip of niobium is cooled through Tc in a field. From pi/4 Phi_0/W^2 on, the middle is a minimum of the energy of a
vortex (left). Vortices come and go until they freeze; what is in the strip then stays (middle, dashed: in equilibrium,
dots: frozen). The field that leaves fewer than one vortex in 2 mm goes nearly as 1/W^2, and pins lower it (right).
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np

from onnes.problems.strip_freezing import cool, expulsion_field, narrow_landscape, strip_of

phi, width, usual = 2.067833848e-15, 10e-6, {"thickness": 200e-9, "resistivity": 5e-8}  # Wb, m, ohm m
strip = strip_of("Nb", width, **usual)
tc = strip.critical_temperature
landscape, unit = narrow_landscape(strip, tc * (1 - 5e-4)), strip.line_energy(tc * (1 - 5e-4))
picture, (energies, ways, widths) = plt.subplots(1, 3, figsize=(14, 4.6), layout="constrained")
for number, b in enumerate((0.7, 1.1, 1.5, 2.0)):
    colour, field = plt.get_cmap("viridis")(number / 3.5), b * phi / width**2
    energies.plot(landscape.positions * 1e6, landscape.energy(field) / unit, color=colour, label=f"{b:g} Φ₀/W²")
    frozen = cool(strip, field, cooling_rate=1.0)
    for curve, line in ((frozen.vortices, "-"), (frozen.equilibrium, "--")):
        ways.loglog((tc - frozen.temperature) * 1e3, curve * 1e-3, line, color=colour)
    if at := frozen.freezing_temperature:
        ways.plot((tc - at) * 1e3, np.interp(-at, -frozen.temperature, frozen.vortices) * 1e-3, "o", color=colour)
sizes, over = np.array([1, 2, 5, 10, 20, 40, 100]) * 1e-6, {}
cases = {"Nb": ("Nb", {}), "YBCO": ("YBCO", {"resistivity": 1e-6}),
         "Nb, pins: 1 μm⁻², 0.3 ε₀": ("Nb", {"pin_density": 1e12, "pin_depth": 0.3})}
for name, (metal, other) in cases.items():
    strips = [strip_of(metal, w, **usual | other) for w in sizes]
    over[name] = [expulsion_field(each, 1.0, 1e-3, step=0.05) * each.width**2 / phi for each in strips]
    widths.semilogx(sizes * 1e6, over[name], "o-", label=name)
for y, text in ((np.pi / 4, "π/4: may stay"), (1, "Stan et al. 2004: about 1"), (1.65, "Kuit et al. 2008: 1.65")):
    widths.axhline(y, color="gray", linewidth=0.8, linestyle="--")
    widths.annotate(text, (1 if y > 1.5 else 100, y), ha="left" if y > 1.5 else "right", va="bottom", fontsize=8)
energies.set(xlabel="position across the strip (μm)", ylabel="energy of a vortex G/ε₀", ylim=(-1, 3))
ways.set(xlabel="Tc - T (mK)", ylabel="vortices per mm, cooled at 1 K/s", xlim=(0.1, 20), ylim=(1e-3, 1e3))
widths.set(xlabel="width of the strip W (μm)", ylabel="expulsion field × W²/Φ₀", ylim=(0.3, 3.3))
energies.legend(ncols=2)
widths.legend()
picture.savefig("flux-trapping-strips.png")
assert np.pi / 4 < over["Nb"][0] < over["Nb"][-1] < 2
