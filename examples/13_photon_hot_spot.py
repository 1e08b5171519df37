"""
A photon makes a hot spot in a strip with a current
===================================================

A superconducting detector: the photon warms a spot above Tc, the current goes around it, and where it exceeds the
critical current the strip turns normal across. At 50 uA the heat leaves for the substrate and the strip recovers: one
pulse of voltage, with a dip after it as the supercurrent comes back. At 60 uA the Joule heat keeps the spot warm and it
spreads until all of the strip is normal. Back at 50 uA, after 30 ps, it stays normal: at the same current and substrate
the strip has two states. The maps are at 60 uA.
"""

# long: about 8 s
import matplotlib.pyplot as plt

import onnes

strip = onnes.Film(
    onnes.rectangle("400 nm", "80 nm"), critical_temperature="10 K", temperature="8 K", gamma=1,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
    terminals={name: onnes.edge(side, contact="held") for name, side in (("source", "left"), ("drain", "right"))},
    probes={"a": ("-150 nm", 0), "b": ("150 nm", 0)})
photon = onnes.photon("4 eV", at=(0, 0), radius="20 nm", time="3 ps", duration="1 ps")
given = {"heat": onnes.heat("4e6 W/(m^2 K)", source=photon), "noise": False, "cells_per_xi": 2}

runs = {current: onnes.solve(strip, time="30 ps", frames=60, current={"source": current}, **given)
        for current in ("50 uA", "60 uA")}
back = runs["60 uA"].resume("10 ps", frames=20, current={"source": "50 uA"})

figure, axes = plt.subplots(2, 2, figsize=(11, 5.5), layout="constrained")
runs["60 uA"].plot("electron_temperature", time="6 ps", ax=axes[0, 0])
runs["60 uA"].plot("psi", time="6 ps", ax=axes[0, 1])
for label, run in {"50 µA": runs["50 uA"], "60 µA until 30 ps, then 50 µA": back}.items():
    axes[1, 0].plot(run.voltage().time * 1e12, run.voltage() * 1e3, label=label)
    axes[1, 1].plot(run.data.time * 1e12, run.data["hottest"], label=label)
axes[1, 0].set(xlabel="time (ps)", ylabel="voltage (mV)")
axes[1, 1].set(xlabel="time (ps)", ylabel="highest temperature (K)")
axes[1, 1].legend(title="current", loc="center right")

held, latched = (float(run.data["hottest"][-1]) for run in (runs["50 uA"], back))
assert held < 8.6 < 10 < latched  # K, both at 50 uA
assert max(run.readings["heat_closure"].value for run in (runs["50 uA"], back)) < 1e-9
