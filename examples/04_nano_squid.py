"""
A nano-SQUID: two constrictions in a loop
=========================================

A current near the critical one flows through both arms of a loop, each with a constriction where the phase can slip.
The mean voltage depends on the flux through the loop with the period of one flux quantum: nothing at whole numbers,
most at halves. There the arms take turns: each phase slip carries half of the next one to the other arm.
"""

# long: about 25 s
import matplotlib.pyplot as plt

import onnes

loop = onnes.rectangle("160 nm", "120 nm") - onnes.rectangle("100 nm", "60 nm")
leads = onnes.rectangle("240 nm", "40 nm") - onnes.rectangle("120 nm", "40 nm")
notches = [onnes.rectangle("20 nm", "15 nm", centre=(0, y)) for y in ("52.5 nm", "-52.5 nm")]
squid = onnes.Film(
    loop + leads - notches, gamma=1,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")},
    probes={"V+": ("-70 nm", 0), "V-": ("70 nm", 0), "up left": ("-20 nm", "38 nm"), "up right": ("20 nm", "38 nm"),
            "down left": ("-20 nm", "-38 nm"), "down right": ("20 nm", "-38 nm")})
current = {"source": "37 uA"}
curve = onnes.sweep(squid, field=onnes.steps("0 mT", "250 mT", 11), current=current, time="30 ps")
half = onnes.solve(squid, time="30 ps", field="95 mT", current=current, frames=900)  # half a quantum

figure, (modulation, density, slips) = plt.subplots(1, 3, figsize=(14, 3.6), layout="constrained")
curve.plot(ax=modulation)
up, down = (half.voltage(f"{arm} left", f"{arm} right")[600:] for arm in ("up", "down"))
half.plot("psi", time=float(up.idxmax()), ax=density)  # a phase slips in the upper arm
for voltage, arm in ((up, "upper arm"), (down, "lower arm")):
    slips.plot(voltage.time * 1e12, voltage * 1e3, label=arm)
slips.set(xlabel="time (ps)", ylabel="voltage (mV)")
slips.legend(title="half a quantum", loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=2)

volts = curve["voltage"].values
assert volts[0] < 0.01 * volts[4]
assert volts[7] < 0.01 * volts[4]
assert down.sel(time=up.idxmax()) < 0.5 * up.max()  # not together
