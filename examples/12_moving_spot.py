"""
A hot spot that moves along a strip: one voltage peak for each phase slip
=========================================================================

A spot that is warmer than Tc moves along a strip with a current. It is wide enough to interrupt the superconductor, and
the voltage between two probes tells when the spot is between them. In the spot the phase slips, one turn at a time: the
voltage has a peak for every flux quantum in its integral over time. The pulses are 1 ps late: within this time, the
relaxation time of the order parameter, superconductivity breaks down before the spot and comes back behind it.
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import find_peaks

import onnes

strip = onnes.Film(
    onnes.rectangle("480 nm", "80 nm"), critical_temperature="10 K", temperature="8 K", gamma=1,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="8 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")},
    probes={"a": ("-120 nm", 0), "b": ("-40 nm", 0), "c": ("40 nm", 0), "d": ("120 nm", 0)})
velocity = 4e3  # m/s


def spot(x, y, t):
    return 8 + 4 * np.exp(-((x + 180e-9 - velocity * t)**2 + y**2) / (30e-9)**2)  # K


run = onnes.solve(strip, time="90 ps", temperature=spot, current={"source": "20 uA"}, noise=False, frames=450)

figure, axes = plt.subplots(4, 1, figsize=(8, 8), layout="constrained", height_ratios=(1, 1, 1, 1.4))
strip.plot(axes[0])
run.plot("psi", time="25 ps", ax=axes[1])
run.plot("psi", time="65 ps", ax=axes[2])
for pair, middle in (("ab", -80e-9), ("bc", 0.0), ("cd", 80e-9)):
    pulse = run.voltage(*pair).sel(time=slice(3e-12, None))  # s: after the current was switched on
    axes[3].plot(pulse.time * 1e12, pulse * 1e3, label=f"{pair[0]} to {pair[1]}")
    delay = (pulse * pulse.time).sum() / pulse.sum() - (middle + 180e-9) / velocity
    assert 0 < delay < 2e-12  # s
axes[3].set(xlabel="time (ps)", ylabel="voltage (mV)")
axes[3].legend()

between = run.voltage("a", "d").sel(time=slice(20e-12, 70e-12))  # s: while the spot is between a and d
assert abs(between.mean() * 50e-12 / 2.068e-15 - len(find_peaks(between)[0])) < 1  # flux quanta, phase slips
