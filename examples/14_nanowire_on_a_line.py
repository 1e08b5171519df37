"""
A nanowire on a line of 50 ohm: the pulse of a photon, and relaxation oscillations
==================================================================================

A nanowire carries the current of a source beside a line of 50 ohm: a single-photon detector. Below the critical current
a photon warms a spot above Tc; the wire becomes resistive across and heats itself; its current escapes into the line, so
that it cools to the substrate and recovers, and the current comes back within L/R, L the inductance of line and wire.
Above the critical current, if its heat leaves at once, the wire breaks down again and again, and recovers each time when
the line has taken over its current; with the heat of the first run it would stay resistive.
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import find_peaks

import onnes

wire = onnes.Film(
    onnes.rectangle("120 nm", "60 nm"), critical_temperature="10 K", temperature="8 K", gamma=4,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")})
critical = wire.depairing_sheet_current * 60e-9  # A
photon = onnes.photon("4 eV", at=(0, 0), radius="15 nm", time="5 ps", duration="1 ps")

biased = onnes.minimize(wire, current={"source": 0.9 * critical}, cells_per_xi=2)
detector = onnes.solve(wire, start=biased, time="120 ps", frames=240, noise=False,
                       load=onnes.load("50 ohm", "1 nH", source=f"{0.9 * critical} A"),
                       heat=onnes.heat("1e7 W/(m^2 K)", source=photon))
oscillator = onnes.solve(wire, time="240 ps", cells_per_xi=2, frames=480,
                         load=onnes.load("50 ohm", "1 nH", source=f"{1.2 * critical} A"))

figure, axes = plt.subplots(3, 2, figsize=(10, 7.5), layout="constrained")
for column, run, title in zip(axes.T, (detector, oscillator), ("a photon at 0.9 of the critical current",
                              "a source of 1.2 times the critical current"), strict=True):
    column[0].plot(run.data.time * 1e12, run.data.load_current * 1e6)
    column[0].axhline(critical * 1e6, color="0.6", lw=0.8)
    column[0].annotate("critical current", (0.99, critical * 1e6), ("axes fraction", "data"), va="bottom", ha="right",
                       color="0.4", fontsize="small")
    column[0].set(title=title, ylabel="current of the wire (µA)", ylim=(0, 70))
    column[1].plot(run.data.time * 1e12, run.data.load_voltage * 1e3)
    column[1].set(xlabel="time (ps)", ylabel="voltage on 50 ohm (mV)", ylim=(-0.1, 3))
axes[2, 0].plot(detector.data.time * 1e12, detector.data.hottest)
axes[2, 0].axhline(10, color="0.6", lw=0.8)
axes[2, 0].set(xlabel="time (ps)", ylabel="highest temperature (K)")
detector.plot("electron_temperature", time="8 ps", ax=axes[2, 1])

V = detector.data.load_voltage.values
decay = -1 / np.polyfit(detector.data.time[160:], np.log(V[160:]), 1)[0]
inductance = 1e-9 + 4e-7 * np.pi * wire.pearl_length * 2  # H, that of the wire at small currents in series
print(V.max(), 50*.9*critical, decay*50/inductance, detector.data.hottest.values.max(), detector.data.hottest.values[-1], detector.seconds, oscillator.seconds)
for k in range(80,230,20): print(k, -1 / np.polyfit(detector.data.time[k:k+20], np.log(V[k:k+20]), 1)[0]*50/inductance, float(detector.data.hottest[k]))
assert V.max() > 0.3 * 50 * 0.9 * critical  # a third of the current has gone into the line
assert detector.data.hottest.max() > 10 > 8.1 > detector.data.hottest[-1]
assert 1 < decay * 50 / inductance < 1.05  # the wire has some more at this current
periods = np.diff(find_peaks(oscillator.data.load_voltage, prominence=0.5e-3)[0])  # records
assert len(periods) > 2
assert np.ptp(periods) <= 1
assert max(run.readings["load_closure"].value for run in (detector, oscillator)) < 1e-3
assert detector.readings["heat_closure"].value < 1e-9
