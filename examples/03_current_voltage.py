"""
Current-voltage curve of a bridge, and its critical current in a field
======================================================================

A bridge between two wide superconducting banks. While the current rises, the voltage sets in near the depairing current
and the middle of the bridge becomes normal. While it falls, superconductivity grows back from the banks by itself, but
only at a smaller current: between two phase slips the order parameter has no time to recover. In a field the critical
current is smaller: the screening current adds to it along one edge, where vortices enter and cross the bridge.
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

bridge = onnes.Film(
    onnes.rectangle("120 nm", "60 nm"), gamma=4,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")})
up, down = onnes.steps("0 uA", "90 uA", 13), onnes.steps("90 uA", "0 uA", 13)
curve = onnes.sweep(bridge, current={"source": up + down}, read="voltage", follow=True, frames=40, cells_per_xi=3)


def critical_current(run):
    return run.data.current.sel(terminal="source")[np.argmax(run.voltage().values > 0.5e-3)]  # where V is 0.5 mV


in_field = onnes.sweep(
    bridge, field=onnes.steps("0 T", "0.6 T", 5), current={"source": onnes.ramp("0 uA", "90 uA", "200 ps")},
    read=critical_current, follow=False, time="200 ps", frames=200, cells_per_xi=3)

figure, axes = plt.subplots(1, 3, figsize=(14, 3.6), layout="constrained")
curve.plot(ax=axes[0])
in_field.plot(ax=axes[1]).set_ylim(0)
in_field.last.plot("psi", time="124 ps", ax=axes[2]).set_title("a vortex crosses at 0.6 T and 56 µA")

V, Ic = curve["voltage"], in_field["critical_current"]
assert abs(Ic[0] / (bridge.depairing_sheet_current * 60e-9) - 1) < 0.12  # a short bridge carries some more
assert V[8] < 0.01e-3 < 1e-3 < V[16]  # at 60 uA on the way up and on the way down
assert abs(V[20:]).max() < 1e-6  # below 30 uA on the way down
assert curve.last.data.mean_density[-1] > 0.99
assert np.all(np.diff(Ic) < 0)
