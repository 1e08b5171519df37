"""
A nanowire on a line of 50 ohm: the pulse of a photon, and relaxation oscillations
==================================================================================

A nanowire carries the current of a source beside a line of 50 ohm. Below the critical current a photon, drawn as a spot
where superconductivity is lost for a moment, makes the wire resistive; current escapes into the line, the wire recovers
and the current comes back within L/R, L the kinetic inductance. Above the critical current no state is steady: the wire
breaks down again and again, and recovers each time when the line has taken over its current.
"""

# long: about 12 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import find_peaks

import onnes

wire = onnes.Film(
    onnes.rectangle("120 nm", "60 nm"), gamma=4,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")})
critical = wire.depairing_sheet_current * 60e-9  # A
spot = onnes.pulse(2.0, "5 ps", "2 ps", rise="0.5 ps") * (lambda x, y: np.exp(-(x**2 + y**2) / (30e-9)**2))

biased = onnes.minimize(wire, current={"source": 0.9 * critical}, cells_per_xi=2)
detector = onnes.solve(wire.replace(disorder=1 - spot), start=biased, time="120 ps", noise=False, frames=240,
                       load=onnes.load("50 ohm", "1 nH", source=f"{0.9 * critical} A"))
oscillator = onnes.solve(wire, time="240 ps", cells_per_xi=2, frames=480,
                         load=onnes.load("50 ohm", "1 nH", source=f"{1.2 * critical} A"))

figure, axes = plt.subplots(2, 2, figsize=(10, 6), layout="constrained", sharex="col")
for column, run, title in zip(axes.T, (detector, oscillator), ("a photon at 0.9 of the critical current",
                              "a source of 1.2 times the critical current"), strict=True):
    run.plot("load_current", ax=column[0]).set(title=title, xlabel="")
    run.plot("load_voltage", ax=column[1])

V = detector.data.load_voltage.values
decay = -1 / np.polyfit(detector.data.time[120:], np.log(V[120:]), 1)[0]
inductance = 1e-9 + 4e-7 * np.pi * wire.pearl_length * 2  # H, that of the wire at small currents in series
assert V.max() > 0.3 * 50 * 0.9 * critical  # a third of the current has gone into the line
assert 1 < decay * 50 / inductance < 1.05  # the wire has some more at this current
periods = np.diff(find_peaks(oscillator.data.load_voltage, prominence=0.5e-3)[0])  # records
assert len(periods) > 2
assert np.ptp(periods) <= 1
assert max(run.readings["load_closure"].value for run in (detector, oscillator)) < 1e-3
