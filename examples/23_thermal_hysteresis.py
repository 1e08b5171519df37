"""
A heated bridge switches at one current and returns at another
==============================================================

The current through a bridge between cold contacts goes up and down. On the way up the bridge stays superconducting
until the current breaks the pairs. On the way down Joule heat holds a hot spot, which shrinks, and cannot hold itself
when it is half as long as the bridge: for a boundary at a temperature T' (Skocpol, Beasley and Tinkham 1974) at

``I = W (h (T' - T)/R)^(1/2) (1 + coth^2(L/(4 eta)))^(1/2)``,  R the sheet resistance, eta = (kappa d/h)^(1/2).

T' is where the current stops a boundary of uniform temperature, ``I = 0.335/0.385 I_d(T')`` (Ivlev and Kopnin 1984),
below Tc by ``(Tc - T) (I/(0.87 I_d))^(2/3)``.
"""

# long: about 15 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import brentq

import onnes

length, width, eta, h, cold, tc = 400e-9, 30e-9, 50e-9, 1e6, 4.0, 10.0
bridge = onnes.Film(onnes.rectangle(length, width), critical_temperature=tc, temperature=cold, gamma=0,
                    coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
                    terminals={"in": onnes.edge("left", contact="held"), "out": onnes.edge("right", contact="held")})
heat = onnes.heat(h, capacity="30 J/(m^3 K)", conductivity=h * eta**2 / 8e-9, capacity_exponent=0, contacts="cold")
breaking = bridge.depairing_sheet_current * width
at_tc = width * np.sqrt(h * (tc - cold) / bridge.sheet_resistance * (1 + 1 / np.tanh(length / (4 * eta))**2))
returning = brentq(lambda i: at_tc * np.sqrt(1 - (i / (0.87 * breaking))**(2 / 3)) - i, 0, 0.8 * at_tc)
run = onnes.solve(bridge, time="270 ps", frames=270, heat=heat, noise=False, cells_per_xi=2, current={
    "in": lambda t: np.interp(t * 1e12, [0, 50, 90, 150, 270], [0, 29e-6, 29e-6, 10e-6, 5e-6])})
amperes, volts = run.data["current"].sel(terminal="in").values, run.voltage().values
switch, back = np.flatnonzero(0.5 * amperes * bridge.sheet_resistance * length / width < volts)[[0, -1]]

figure, (curve, profile) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
curve.plot(amperes * 1e6, volts * 1e3)
for current, name in ((breaking, "pairs break"), (returning, "return")):
    curve.axvline(current * 1e6, color="0.6", lw=0.8)
    curve.text(current * 1e6, 1.02, name, transform=curve.get_xaxis_transform(), ha="center", color="0.4")
curve.set(xlabel="current (µA)", ylabel="voltage (mV)")
for frame in (150, 190, back, 250):
    profile.plot(run.data.x * 1e9, run.data.electron_temperature[frame, :, 3], label=f"{amperes[frame] * 1e6:.1f} µA")
profile.axhline(tc, color="0.6", lw=0.8, label="Tc")
profile.set(xlabel="x (nm)", ylabel="temperature on the way down (K)", ylim=(3, 24))
profile.legend(ncols=3, loc="upper center")
assert 1 <= amperes[switch] / breaking < 1.1  # the current goes on while the pairs break
assert abs(amperes[back] / returning - 1) < 0.05
