"""
A moving spot of suppressed superconductivity
=============================================
"""

import matplotlib.pyplot as plt
import numpy as np

import onnes

strip = onnes.Film(onnes.rectangle("480 nm", "80 nm"), coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
                   critical_temperature="10 K", temperature="8 K",
                   terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")},
                   probes={name: (x, 0) for name, x in (("a", "-120 nm"), ("b", "-40 nm"), ("c", "40 nm"), ("d", "120 nm"))})
print(strip)


def spot(x, y, t):
    centre = -160e-9 + 320e-9 * t / 80e-12  # m: 4 km/s
    return 8 + 4 * np.exp(-((x - centre)**2 + y**2) / (30e-9)**2)


run = onnes.solve(strip, time="80 ps", temperature=spot, current={"source": "45 uA"}, noise=False, cells_per_xi=2)
print(run)
figure, axes = plt.subplots(4, 1, figsize=(9, 9), layout="constrained")
for ax, t in zip(axes, ("20 ps","40 ps", "60 ps")): run.plot("psi", time=t, ax=ax)
for pair in ("ab", "bc", "cd"):
    run.voltage(*pair).plot(ax=axes[3], label=pair)
axes[3].legend()
