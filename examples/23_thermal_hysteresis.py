"""
A heated bridge switches at one current and returns at another
==============================================================

The current through a bridge between cold contacts goes up and down. On the way up the bridge stays superconducting until
the current breaks the pairs. On the way down Joule heat holds a hot spot, which shrinks, and cannot hold itself when it
is half as long as the bridge: for a boundary at a temperature T' (Skocpol, Beasley and Tinkham 1974) at

``I = W (h (T' - T)/R)^(1/2) (1 + coth^2(L/(4 eta)))^(1/2)``,  R the sheet resistance, eta = (kappa d/h)^(1/2).

T' is where the current stops a boundary of uniform temperature, ``I = 0.335/0.385 I_d(T')`` (Ivlev and Kopnin 1984), below
Tc by ``(Tc - T) (I/(0.87 I_d))^(2/3)``.
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import brentq

import onnes

length, width, eta, escape, cold, Tc = 400e-9, 30e-9, 50e-9, 1e6, 4.0, 10.0
bridge = onnes.Film(
    onnes.rectangle(length, width), critical_temperature=Tc, temperature=cold, gamma=0, coherence_length="10 nm",
    penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
    terminals={name: onnes.edge(side, contact="held") for name, side in (("source", "left"), ("drain", "right"))})
heat = onnes.heat(escape, capacity="30 J/(m^3 K)", conductivity=escape * eta**2 / bridge.thickness,
                  capacity_exponent=0, contacts="cold")
breaking = bridge.depairing_sheet_current * width
at_tc = width * np.sqrt(escape * (Tc - cold) / bridge.sheet_resistance * (1 + 1 / np.tanh(length / (4 * eta))**2))
returning = brentq(lambda I: at_tc * np.sqrt(1 - (0.385 / 0.335 * I / breaking) ** (2 / 3)) - I, 0, 0.8 * at_tc)

sweep = (onnes.ramp("0 uA", "29 uA", "50 ps") + onnes.ramp("0 uA", "-19 uA", "60 ps", delay="90 ps")
         + onnes.ramp("0 uA", "-5 uA", "120 ps", delay="150 ps"))
run = onnes.solve(bridge, time="270 ps", frames=270, current={"source": sweep}, heat=heat, noise=False, cells_per_xi=2)
I, V = run.data["current"].sel(terminal="source").values, run.voltage().values
half = 0.5 * I * bridge.sheet_resistance * length / width
top, (switch, back) = 90, np.flatnonzero(V > half)[[0, -1]]

figure, (curve, profile) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
for part, label in ((slice(1, top + 1), "up, and at its top"), (slice(top, None), "down")):
    curve.plot(I[part] * 1e6, V[part] * 1e3, label=label)
curve.plot(I[top:] * 1e6, half[top:] * 1e3, "k:", lw=0.8, label="half of the bridge normal")
for current, name in ((breaking, "critical"), (returning, "return")):
    curve.axvline(current * 1e6, color="0.6", lw=0.8)
    curve.text(current * 1e6, 1.02, name, transform=curve.get_xaxis_transform(), ha="center", color="0.4")
curve.set(xlabel="current (µA)", ylabel="voltage (mV)")
curve.legend(loc="upper left", bbox_to_anchor=(0.2, 1))
for current in (11e-6, 9e-6, I[back], 6e-6):
    frame = top + np.argmin(np.abs(I[top:] - current))
    middle = run.data["electron_temperature"][frame].sel(y=0, method="nearest")
    profile.plot(run.data["x"] * 1e9, middle, label=f"{I[frame] * 1e6:.1f} µA")
profile.axhline(Tc, color="0.6", lw=0.8)
profile.text(-195, Tc + 0.2, "Tc", color="0.4")
profile.set(xlabel="x (nm)", ylabel="temperature (K)")
profile.legend(title="on the way down", loc="upper left", bbox_to_anchor=(0, 0.98), fontsize="small")

assert 1 <= I[switch] / breaking < 1.1  # the current goes on while the pairs break
assert abs(I[back] / returning - 1) < 0.05
assert run.readings["heat_drained"].value > 0.1 * run.readings["heat_escaped"].value
assert run.readings["heat_closure"].value < 1e-9
