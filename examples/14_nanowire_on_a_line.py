"""
A nanowire on a line of 50 ohm: the pulse of a photon, and relaxation oscillations
==================================================================================

A nanowire carries the current of a source beside a line of 50 ohm: a single-photon detector. Below the critical current
a photon warms a spot above Tc; the wire becomes resistive across and heats itself; its current escapes into the line;
the wire cools to the substrate and recovers, and the current comes back within L/R, L the inductance of line and wire.
Above the critical current, where its heat leaves at once, the wire breaks down again and again, and recovers each time
when the line has taken over its current.
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import find_peaks

import onnes

wire = onnes.Film(onnes.rectangle("120 nm", "60 nm"), critical_temperature="10 K", temperature="8 K", gamma=4,
                  coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
                  terminals={"in": onnes.edge("left", contact="held"), "out": onnes.edge("right", contact="held")})
critical = wire.depairing_sheet_current * 60e-9  # A
photon = onnes.photon("4 eV", at=(0, 0), radius="15 nm", time="5 ps", duration="1 ps")

detector = onnes.solve(wire, start=onnes.minimize(wire, current={"in": 0.9 * critical}, cells_per_xi=2),
                       load=onnes.load("50 ohm", "1 nH", source=f"{0.9 * critical} A"), time="120 ps", frames=240,
                       heat=onnes.heat("3e7 W/(m^2 K)", source=photon), noise=False)
oscillator = onnes.solve(wire, time="240 ps", cells_per_xi=2, frames=480,
                         load=onnes.load("50 ohm", "1 nH", source=f"{1.2 * critical} A"))

figure, axes = plt.subplots(2, 2, figsize=(10, 6), layout="constrained", sharex="col")
for (above, below), run, share in zip(axes.T, (detector, oscillator), ("0.9", "1.2"), strict=True):
    above.plot(run.data.time * 1e12, run.data.load_current * 1e6, label="wire")
    above.axhline(critical * 1e6, color="0.6", lw=0.8, label="critical")
    above.set(title=f"a source of {share} times the critical current", ylabel="current of the wire (µA)", ylim=(0, 65))
    below.plot(run.data.time * 1e12, run.data.load_voltage * 1e3)
    below.set(xlabel="time (ps)", ylabel="voltage on 50 ohm (mV)")
axes[0, 0].legend()

V = detector.data.load_voltage.values
decay = -1 / np.polyfit(detector.data.time[160:], np.log(V[160:]), 1)[0]
inductance = 1e-9 + 4e-7 * np.pi * wire.pearl_length * 2  # H, that of the wire at small currents in series
assert V.max() > 0.3 * 50 * 0.9 * critical  # a third of the current has gone into the line
assert detector.data.hottest.max() > 10 > 8.01 > detector.data.hottest[-1]  # K: hot, and cold again
assert 1 < decay * 50 / inductance < 1.05  # the wire has some more at this current
assert np.ptp(np.diff(find_peaks(oscillator.data.load_voltage, prominence=0.5e-3)[0])[:3]) <= 1  # records
